package io.podwatcher.http;

import io.podwatcher.messages.PageRequest;
import io.podwatcher.selector.LabelSelector;
import io.podwatcher.selector.SelectorSyntaxException;
import io.vertx.core.http.HttpServerRequest;

/** Reads which pods a client asks for: {@code namespace}, {@code node} and {@code labelSelector}. */
final class PodFilters {

    private PodFilters() {}

    /**
     * What all given parameters select; an empty one selects all.
     *
     * @throws BadParameter when one of them cannot be understood
     */
    static PageRequest.Filter read(HttpServerRequest request) {
        return new PageRequest.Filter(
                QueryParameters.one(request, "namespace"), QueryParameters.one(request, "node"), selector(request));
    }

    private static LabelSelector selector(HttpServerRequest request) {
        String text = QueryParameters.one(request, "labelSelector").orElse("");
        try {
            return LabelSelector.parse(text);
        } catch (SelectorSyntaxException e) {
            throw new BadParameter("invalid_selector", "labelSelector: " + e.getMessage());
        }
    }
}
