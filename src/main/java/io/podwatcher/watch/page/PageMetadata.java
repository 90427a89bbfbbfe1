package io.podwatcher.watch.page;

import io.podwatcher.watch.page.UnreadableListException.Problem;
import java.util.Optional;

/**
 * What a page says of its list.
 *
 * @param resourceVersion the version at which the list was taken, never empty
 * @param continueToken asks for the next page; empty on the last one
 */
public record PageMetadata(String resourceVersion, Optional<String> continueToken) {

    /**
     * Checks what an API server sent; null stands for a field that is missing.
     *
     * @throws UnreadableListException when there is no version: a list without one says nothing about when it was true
     */
    static PageMetadata of(String resourceVersion, String continueToken) throws UnreadableListException {
        if (resourceVersion == null || resourceVersion.isEmpty()) {
            throw new UnreadableListException(
                    Problem.NOT_A_LIST, "the API server answered with a list that has no resourceVersion");
        }
        return new PageMetadata(
                resourceVersion, Optional.ofNullable(continueToken).filter(token -> !token.isEmpty()));
    }

    static UnreadableListException missing() {
        return new UnreadableListException(
                Problem.NOT_A_LIST, "the API server answered with a list that has no metadata");
    }
}
