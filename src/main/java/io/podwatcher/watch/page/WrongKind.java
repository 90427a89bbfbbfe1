package io.podwatcher.watch.page;

import io.podwatcher.watch.page.UnreadableListException.Problem;
import java.util.Optional;

/**
 * Says what came where a PodList was expected. client-go turns such a body into an error as well
 * (rancher/rancher#8772).
 */
final class WrongKind {

    static final String POD_LIST = "PodList";
    static final String STATUS = "Status";

    /** Longer ones are cut: the sentence goes to the log and into the body of {@code /ready}. */
    private static final int MAX_MESSAGE = 1000;

    private WrongKind() {}

    /**
     * Something that is neither a PodList nor a Status came.
     *
     * @param kind what it says it is; null or empty where it says nothing
     */
    static UnreadableListException insteadOfList(String kind) {
        String came = kind == null || kind.isEmpty() ? "an object without a kind" : "a " + shortened(kind);
        return new UnreadableListException(
                Problem.NOT_A_LIST, "the API server answered with " + came + " instead of a PodList");
    }

    /**
     * A Status came.
     *
     * @param message what it says; null or empty where it says nothing
     */
    static UnreadableListException status(String message) {
        Optional<String> words =
                Optional.ofNullable(message).filter(text -> !text.isBlank()).map(WrongKind::shortened);
        return new UnreadableListException(
                "the API server answered with a Status instead of a PodList"
                        + words.map(text -> ": " + text).orElse(""),
                words);
    }

    private static String shortened(String text) {
        return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "...";
    }
}
