package io.podwatcher.http.lookup;

import io.podwatcher.http.exchange.InternalErrors;
import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.http.exchange.QueryParameters;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.MapVersion;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /pod?ip=}, {@code &wait=}, {@code &notOlderThan=}: the pod that owns an IP. Clients send one for each of
 * their own requests, so
 * the usual form has a fast path. On the event loop of its HTTP verticle.
 */
public final class PodEndpoint {

    public static final String PATH = "/pod";

    private final LookupBatcher lookups;
    private final IpWait waits;
    private final ClientCheck clients;
    private final LookupMeters meters;

    public PodEndpoint(LookupBatcher lookups, IpWait waits, ClientCheck clients, LookupMeters meters) {
        this.lookups = lookups;
        this.waits = waits;
        this.clients = clients;
        this.meters = meters;
    }

    /** Answers any GET or HEAD request. */
    public void handle(HttpServerRequest request) {
        IpAddress ip = QueryParameters.ip(request, PATH + "?ip=10.42.0.5");
        Optional<Duration> wait = QueryParameters.one(request, "wait").map(QueryParameters::wait);
        Optional<MapVersion> version =
                QueryParameters.one(request, VersionCheck.PARAMETER).map(QueryParameters::version);
        if (version.isPresent()) {
            Answer answer = new Answer(request, ip, clients.clientToLookUp(request), wait, LookupMeters.UNTIMED);
            ask(answer, new VersionCheck(version.get(), wait, waits, request, answer, check -> ask(answer, check)));
        } else if (wait.isPresent()) {
            ask(new Answer(request, ip, clients.clientToLookUp(request), wait, LookupMeters.UNTIMED));
        } else {
            lookup(ip, request);
        }
    }

    private void lookup(IpAddress ip, HttpServerRequest request) {
        ask(new Answer(request, ip, clients.clientToLookUp(request), Optional.empty(), meters.start()));
    }

    /** Looks up the client together with the IP, if ALLOWED_CLIENTS requires it. */
    private void ask(Answer answer) {
        ask(answer, answer);
    }

    private void ask(Answer answer, LookupBatcher.Receiver receiver) {
        if (answer.client.isEmpty()) {
            lookups.lookup(answer.ip, receiver);
        } else {
            lookups.lookup(List.of(answer.ip, answer.client.get()), receiver);
        }
    }

    private final class Answer implements VersionCheck.Receiver {

        private final HttpServerRequest request;
        private final IpAddress ip;
        private final Optional<IpAddress> client;
        private final Optional<Duration> wait;
        private final long since;

        Answer(
                HttpServerRequest request,
                IpAddress ip,
                Optional<IpAddress> client,
                Optional<Duration> wait,
                long since) {
            this.request = request;
            this.ip = ip;
            this.client = client;
            this.wait = wait;
            this.since = since;
        }

        @Override
        public void answered(List<LookupResult> answers, int first, long age, MapVersion version) {
            LookupResult lookup = answers.get(first);
            if (isRefused(answers, first, age, version)) {
                return;
            }
            if (lookup == LookupResult.Refused.NOT_FOUND && wait.isPresent()) {
                Answer last = new Answer(request, ip, client, Optional.empty(), since);
                waits.await(ip, wait.get(), request, () -> ask(last), this);
                return;
            }
            meters.answered(lookup, since);
            PodAnswer.write(request.response(), ip, lookup, age, version);
        }

        private boolean isRefused(List<LookupResult> answers, int first, long age, MapVersion version) {
            return answers.get(first) != LookupResult.Refused.NOT_SYNCED
                    && client.isPresent()
                    && clients.refuse(request.response(), client.get(), answers.get(first + 1), age, version);
        }

        @Override
        public void behind(List<LookupResult> answers, int first, long age, MapVersion version, String message) {
            if (!isRefused(answers, first, age, version)) {
                meters.behind();
                JsonReplies.error(
                        JsonReplies.fromMap(request.response(), age, version), 503, VersionCheck.CODE, message);
            }
        }

        @Override
        public void overloaded() {
            meters.overloaded();
            JsonReplies.overloaded(request.response());
        }

        @Override
        public void failed() {
            InternalErrors.answer(request.response());
        }
    }
}
