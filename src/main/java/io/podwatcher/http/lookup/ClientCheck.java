package io.podwatcher.http.lookup;

import io.podwatcher.authorize.AllowedClients;
import io.podwatcher.http.connection.request.RefusalMeters;
import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.Identity;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.MapVersion;
import io.podwatcher.model.Pod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;

/**
 * Lets only clients in ALLOWED_CLIENTS read the map. Others get 403, with who they are and what would allow them. On
 * the event loop of its HTTP verticle.
 */
public final class ClientCheck {

    /** Stands for a peer whose address is not an IP in plain notation; no pod has it. */
    private static final IpAddress UNKNOWN = IpAddress.parse("::").orElseThrow();

    private final AllowedClients allowed;
    private final LookupBatcher lookups;
    private final RefusalMeters refusals;

    public ClientCheck(AllowedClients allowed, LookupBatcher lookups, RefusalMeters refusals) {
        this.allowed = allowed;
        this.lookups = lookups;
        this.refusals = refusals;
    }

    /** The client's address if the map must be asked whether it may read; empty if it may anyway. */
    Optional<IpAddress> clientToLookUp(HttpServerRequest request) {
        return allowed.allowsEverybody()
                ? Optional.empty()
                : clientToLookUp(
                        IpAddress.parse(request.connection().remoteAddress().hostAddress()));
    }

    /**
     * The same for a client whose address has been read.
     *
     * @param peer empty if it is not an IP in plain notation
     */
    Optional<IpAddress> clientToLookUp(Optional<IpAddress> peer) {
        if (allowed.allowsEverybody()) {
            return Optional.empty();
        }
        IpAddress client = peer.orElse(UNKNOWN);
        return allowed.allowsAddress(client) ? Optional.empty() : Optional.of(client);
    }

    /** Whether a client that had to be looked up may read the map, by what the map says of its address. */
    boolean allowsIdentity(LookupResult owner, long age) {
        return allowed.allowsIdentity(owner, age);
    }

    /** Serves a request only if its client may read the map. */
    public void ifAllowed(HttpServerRequest request, Runnable serve) {
        Optional<IpAddress> client = clientToLookUp(request);
        if (client.isEmpty()) {
            serve.run();
        } else {
            lookups.lookup(client.get(), new Decision(request.response(), client.get(), serve));
        }
    }

    /**
     * Answers a client that may not read.
     *
     * @param owner what the map says of its address
     * @return false if it may, and nothing has been answered
     */
    boolean refuse(HttpServerResponse response, IpAddress client, LookupResult owner, long age, MapVersion version) {
        if (allowed.allowsIdentity(owner, age)) {
            return false;
        }
        refusals.count(RefusalMeters.Refusal.NOT_ALLOWED);
        JsonReplies.error(JsonReplies.fromMap(response, age, version), 403, "not_allowed", message(client, owner, age));
        return true;
    }

    private String message(IpAddress client, LookupResult owner, long age) {
        if (owner instanceof LookupResult.Owned owned) {
            return message(client, owned.pod(), age);
        }
        return "The client " + client + " is not in ALLOWED_CLIENTS, and " + reason(client, owner);
    }

    /** Names none of several claimants: this client may not read the map. */
    private static String reason(IpAddress client, LookupResult owner) {
        if (owner instanceof LookupResult.Ambiguous) {
            return "more than one pod claims its IP, so it has no identity until one of them goes";
        }
        return owner == LookupResult.Refused.HOST_NETWORK
                ? "its IP is a node's, so it has no identity; " + added(client)
                : "no pod is known to have its IP. If it is a pod that has just started, ask again; otherwise "
                        + added(client);
    }

    private static String added(Object entry) {
        return entry + " added to that setting of pod-watcher would allow it";
    }

    private String message(IpAddress client, Pod pod, long age) {
        String who = "The client " + client + " is pod " + pod.namespace() + "/" + pod.name();
        if (allowed.isStale(age)) {
            return who + ", but the API server has not confirmed that for longer than AUTHORIZE_MAX_AGE";
        }
        if (pod.stage() == Pod.Stage.TERMINATING) {
            return who + ", which is terminating and so has no identity any more";
        }
        return who + " and is not in ALLOWED_CLIENTS; " + added(Identity.of(pod));
    }

    private final class Decision extends JsonReceiver {

        private final IpAddress client;
        private final Runnable serve;

        Decision(HttpServerResponse response, IpAddress client, Runnable serve) {
            super(response);
            this.client = client;
            this.serve = serve;
        }

        @Override
        public void answered(List<LookupResult> answers, int first, long age, MapVersion version) {
            LookupResult owner = answers.get(first);
            if (owner == LookupResult.Refused.NOT_SYNCED) {
                JsonReplies.notSynced(response);
            } else if (!refuse(response, client, owner, age, version)) {
                serve.run();
            }
        }
    }
}
