package io.podwatcher.http.exchange;

import io.podwatcher.messages.map.PageRequest;
import io.podwatcher.model.LabelSelector;
import io.podwatcher.model.SelectorSyntaxException;
import io.vertx.core.http.HttpServerRequest;

/** Reads which pods a client asks for: {@code namespace}, {@code node} and {@code labelSelector}. */
public final class PodFilters {

    private PodFilters() {}

    /**
     * What all given parameters select; an empty one selects all.
     *
     * @throws BadParameter when one of them cannot be understood
     */
    public static PageRequest.Filter read(HttpServerRequest request) {
        return new PageRequest.Filter(
                QueryParameters.one(request, "namespace"), QueryParameters.one(request, "node"), selector(request));
    }

    private static LabelSelector selector(HttpServerRequest request) {
        String text = QueryParameters.one(request, "labelSelector").orElse("");
        try {
            LabelSelector selector = LabelSelector.parse(text);
            if (selector.terms() > LabelSelector.MAX_TERMS) {
                throw new BadParameter(
                        "invalid_selector",
                        "labelSelector has more than " + LabelSelector.MAX_TERMS + " keys and values");
            }
            return selector;
        } catch (SelectorSyntaxException e) {
            throw new BadParameter("invalid_selector", "labelSelector: " + e.getMessage());
        }
    }
}
