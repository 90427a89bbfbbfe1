package io.podwatcher.authorize;

import java.util.Locale;

/** Why a call is not allowed. */
public enum Denial {
    /** The owner of the caller's IP is in none of the namespaces asked for. */
    WRONG_NAMESPACE("The caller is a pod of another namespace"),
    /** It runs as none of the service accounts asked for. */
    WRONG_SERVICE_ACCOUNT("The caller runs as another service account"),
    /** Its labels are not those asked for. */
    WRONG_LABELS("The caller's labels are not those that are asked for"),
    /** It has more labels than are kept, so a selector cannot be decided. */
    LABELS_TRUNCATED("The caller has more than 8 KiB of labels, so no labelSelector can be checked"),
    /** No pod has the IP. */
    NOT_FOUND("No pod has the caller's IP"),
    /** The IP is a node's: any process there may be calling. */
    HOST_NETWORK("The caller's IP is a node's; any process there may be calling"),
    /** More than one pod claims the IP. */
    AMBIGUOUS("More than one live pod claims the caller's IP"),
    /** Nothing is known yet. */
    NOT_SYNCED("The first list of pods is not complete yet"),
    /** The API server has not confirmed the map for too long: the IP may have another owner by now. */
    STALE("The API server has not confirmed the map for longer than AUTHORIZE_MAX_AGE"),
    /** The map is older than the question asks for. */
    BEHIND("The map has not reached the version that notOlderThan names"),
    /** The question could not be answered in time. */
    OVERLOADED("Too many requests are waiting to be answered"),
    /** The question could not be decided because of a bug. */
    INTERNAL_ERROR("This is a bug of pod-watcher; its log says more"),
    /** A trusted proxy has not named its caller in one well-formed header. */
    BAD_FORWARDED_FOR("The proxy does not say who calls: it must send one X-Forwarded-For with at most 16 plain"
            + " addresses, one of them not a trusted proxy's"),
    /** A trusted proxy's pod is being deleted: its IP may be another's soon, and the proxy is not the caller either. */
    UNTRUSTED_PROXY("The proxy is a pod that is terminating, and so is not trusted any more"),
    /** Fission's router has no route for the request. */
    UNKNOWN_TARGET("No HTTPTrigger of Fission matches the request; compare its method, host and path with those of"
            + " kubectl get httptriggers -A"),
    /** Triggers of several namespaces may be picked by the router. */
    AMBIGUOUS_TARGET("HTTPTriggers of several namespaces match the request, and only their age decides, or they have"
            + " just changed, or the router may read them differently; give them different paths or hosts"),
    /** Routers or proxies may read the method, host or path differently. */
    BAD_TARGET("The request may be read in two ways"),
    /** The question cannot be understood; a part that is ignored could be what narrows it. */
    BAD_REQUEST("The question of the proxy is wrong");

    private final String message;

    Denial(String message) {
        this.message = message;
    }

    /** For programs: the value of X-Auth-Reason. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the target's rule has made it, so that another rule could allow the call. */
    public boolean isOfRule() {
        return switch (this) {
            case WRONG_NAMESPACE, WRONG_SERVICE_ACCOUNT, WRONG_LABELS, LABELS_TRUNCATED -> true;
            default -> false;
        };
    }

    /** For people. */
    public String message() {
        return message;
    }
}
