package io.podwatcher.http.lookup;

import io.podwatcher.http.connection.direct.DirectEndpoint;
import io.podwatcher.http.connection.direct.DirectRequest;
import io.podwatcher.http.exchange.DirectHeads;
import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.MapVersion;
import java.util.List;
import java.util.Optional;

/**
 * Answers {@code GET /pod?ip=} without other parameters, because a client may send one for each of its own requests. It
 * answers the pod, or that no pod owns the IP; all else is left to {@link PodEndpoint}. On the event loop of its HTTP
 * verticle.
 */
public final class DirectLookup implements DirectEndpoint {

    private static final String TARGET_START = PodEndpoint.PATH + "?ip=";

    private final LookupBatcher lookups;
    private final ClientCheck clients;
    private final LookupMeters meters;
    private final DirectHeads heads = new DirectHeads();

    public DirectLookup(LookupBatcher lookups, ClientCheck clients, LookupMeters meters) {
        this.lookups = lookups;
        this.clients = clients;
        this.meters = meters;
    }

    @Override
    public boolean mayHandle(String target) {
        return target.startsWith(TARGET_START);
    }

    @Override
    public boolean handle(DirectRequest request) {
        // An address that the strict parser accepts needs no decoding.
        Optional<IpAddress> ip = IpAddress.parse(request.target().substring(TARGET_START.length()));
        if (ip.isEmpty()) {
            return false;
        }
        Optional<IpAddress> client = clients.clientToLookUp(request.peer());
        Answer answer = new Answer(request, ip.get(), client.isPresent(), meters.start());
        if (client.isEmpty()) {
            lookups.lookup(ip.get(), answer);
        } else {
            lookups.lookup(List.of(ip.get(), client.get()), answer);
        }
        return true;
    }

    private final class Answer extends DirectReceiver {

        private final IpAddress ip;
        private final boolean checksClient;
        private final long since;

        Answer(DirectRequest request, IpAddress ip, boolean checksClient, long since) {
            super(request);
            this.ip = ip;
            this.checksClient = checksClient;
            this.since = since;
        }

        @Override
        public void answered(List<LookupResult> answers, int first, long age, MapVersion version) {
            LookupResult lookup = answers.get(first);
            if (checksClient && !clients.allowsIdentity(answers.get(first + 1), age)) {
                request.passOn();
            } else if (lookup instanceof LookupResult.Owned owned) {
                meters.answered(lookup, since);
                request.answer(owned.pod().json(), DirectHeads.OK_JSON, heads.fromMap(age, version));
            } else if (lookup == LookupResult.Refused.NOT_FOUND) {
                meters.answered(lookup, since);
                byte[] body = JsonReplies.errorBody("not_found", PodAnswer.notFound(ip))
                        .toBuffer()
                        .getBytes();
                request.answer(body, DirectHeads.NOT_FOUND_JSON, heads.fromMap(age, version));
            } else {
                request.passOn();
            }
        }
    }
}
