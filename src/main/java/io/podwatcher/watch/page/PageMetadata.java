package io.podwatcher.watch.page;

import io.podwatcher.watch.page.UnreadableListException.Defect;
import java.util.Optional;

/**
 * The metadata of a page's list. Immutable; any thread.
 *
 * @param resourceVersion the version of the list, never empty
 * @param continueToken the token for the next page; empty on the last one
 */
public record PageMetadata(String resourceVersion, Optional<String> continueToken) {

    /**
     * Checks the fields that the API server sent; null for a missing one.
     *
     * @throws UnreadableListException if there is no version: without one it is unknown when the list was true
     */
    static PageMetadata of(String resourceVersion, String continueToken) throws UnreadableListException {
        if (resourceVersion == null || resourceVersion.isEmpty()) {
            throw new UnreadableListException(
                    Defect.NOT_A_LIST, "the API server answered with a list that has no resourceVersion");
        }
        return new PageMetadata(
                resourceVersion, Optional.ofNullable(continueToken).filter(token -> !token.isEmpty()));
    }

    static UnreadableListException missing() {
        return new UnreadableListException(
                Defect.NOT_A_LIST, "the API server answered with a list that has no metadata");
    }
}
