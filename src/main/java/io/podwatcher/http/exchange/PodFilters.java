package io.podwatcher.http.exchange;

import io.podwatcher.messages.map.PageRequest;
import io.podwatcher.model.label.LabelSelector;
import io.podwatcher.model.label.SelectorSyntaxException;
import io.vertx.core.http.HttpServerRequest;

/** Reads the filter parameters {@code namespace}, {@code node} and {@code labelSelector}. Any thread. */
public final class PodFilters {

    private PodFilters() {}

    /**
     * The filter of all given parameters; an empty one selects all.
     *
     * @throws BadParameter if one of them is invalid
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
