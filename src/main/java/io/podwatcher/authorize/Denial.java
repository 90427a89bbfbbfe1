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
    /** The question could not be asked. */
    OVERLOADED("Too many requests are waiting to be answered"),
    /** The question could not be decided because of a bug. */
    INTERNAL_ERROR("This is a bug of pod-watcher; its log says more"),
    /** A trusted proxy has not said in one well-formed header who called it. */
    BAD_FORWARDED_FOR("The proxy does not say who calls: one X-Forwarded-For with plain addresses is needed,"
            + " one of them not a trusted proxy's"),
    /** The proxy asks for something that cannot be understood, which must not be less than was meant. */
    BAD_REQUEST("The question of the proxy is wrong");

    private final String sentence;

    Denial(String sentence) {
        this.sentence = sentence;
    }

    /** One word for programs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A sentence for people. */
    public String sentence() {
        return sentence;
    }
}
