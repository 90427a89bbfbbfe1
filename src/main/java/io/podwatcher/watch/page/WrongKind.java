package io.podwatcher.watch.page;

import io.podwatcher.watch.page.UnreadableListException.Defect;
import java.util.Optional;

/**
 * Describes a response that is not the list that was asked for. client-go turns such a body into an error as well
 * (rancher/rancher#8772). Any thread.
 */
final class WrongKind {

    static final String STATUS = "Status";

    /** Longer messages are cut, because they go to the log and into the body of {@code /ready}. */
    private static final int MAX_MESSAGE = 1000;

    private WrongKind() {}

    /**
     * Something that is neither the list nor a Status was received.
     *
     * @param listKind the kind of the list that was asked for
     * @param kind its kind; null or empty if it has none
     */
    static UnreadableListException insteadOf(String listKind, String kind) {
        String received = kind == null || kind.isEmpty() ? "an object without a kind" : "a " + shortened(kind);
        return new UnreadableListException(
                Defect.NOT_A_LIST, "the API server answered with " + received + " instead of a " + listKind);
    }

    /**
     * A Status was received.
     *
     * @param listKind the kind of the list that was asked for
     * @param message its message; null or empty if it has none
     */
    static UnreadableListException status(String listKind, String message) {
        Optional<String> shown =
                Optional.ofNullable(message).filter(text -> !text.isBlank()).map(WrongKind::shortened);
        return new UnreadableListException(
                "the API server answered with a Status instead of a " + listKind
                        + shown.map(text -> ": " + text).orElse(""),
                shown);
    }

    private static String shortened(String text) {
        return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "...";
    }
}
