package io.podwatcher.http.listing;

import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.http.exchange.PodFilters;
import io.podwatcher.http.exchange.QueryParameters;
import io.podwatcher.messages.map.PageRequest;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.PodSearch;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * The parsed query of {@code /pods}. Immutable; any thread.
 *
 * @param filter selects the pods
 * @param search only pods that it finds; empty for all
 */
record PodsQuery(PageRequest.Filter filter, Optional<PodSearch> search) {

    /** Nobody types more, and no searched field is longer. */
    private static final int MAX_SEARCH_LENGTH = 256;

    private static final int MAX_SORTED = 1000;

    /**
     * @throws BadParameter if a parameter is invalid
     */
    static PodsQuery read(HttpServerRequest request) {
        return new PodsQuery(
                PodFilters.read(request), QueryParameters.one(request, "search").map(PodsQuery::search));
    }

    PageRequest page(Optional<IpAddress> after, int max) {
        return new PageRequest(filter, search, after, max);
    }

    private static PodSearch search(String text) {
        if (text.length() > MAX_SEARCH_LENGTH) {
            throw new BadParameter("invalid_search", "search is longer than " + MAX_SEARCH_LENGTH + " characters");
        }
        return PodSearch.of(text);
    }

    /** The requested order; empty for that of the map. */
    static Optional<PodOrder> order(HttpServerRequest request) {
        boolean descending =
                QueryParameters.one(request, "order").map(PodsQuery::descending).orElse(false);
        return QueryParameters.one(request, "sort").map(text -> new PodOrder(field(text), descending));
    }

    private static PodOrder.Field field(String text) {
        return PodOrder.Field.of(text)
                .orElseThrow(() ->
                        new BadParameter("invalid_sort", "sort must be one of ip, namespace, name, node, phase, age"));
    }

    private static boolean descending(String text) {
        return switch (text) {
            case "asc" -> false;
            case "desc" -> true;
            default -> throw new BadParameter("invalid_order", "order must be asc or desc");
        };
    }

    /** The requested number of entries; 0 for all, as in Kubernetes. */
    static long limit(HttpServerRequest request) {
        String text = QueryParameters.one(request, "limit").orElse("0");
        if (!text.matches("[0-9]{1,9}")) {
            throw new BadParameter(
                    "invalid_limit", "limit is not a whole number from 0 to 999999999; ask for example limit=500");
        }
        return Long.parseLong(text);
    }

    /** The same for a sorted listing, where it is required and bounded, because sorted entries are kept in memory. */
    static int sortedLimit(HttpServerRequest request) {
        long limit = limit(request);
        if (limit < 1 || limit > MAX_SORTED) {
            throw new BadParameter("invalid_limit", "a sorted answer needs a limit from 1 to " + MAX_SORTED);
        }
        return (int) limit;
    }

    /** The IP to continue after, in the order of the map. */
    static Optional<IpAddress> after(HttpServerRequest request) {
        return QueryParameters.one(request, "continue")
                .map(token -> ContinueToken.read(token)
                        .orElseThrow(() -> new BadParameter(
                                "invalid_continue", "continue is not a token from an answer of /pods")));
    }

    /** The position to continue after, in this order. */
    static Optional<PodOrder.SortCursor> after(HttpServerRequest request, PodOrder order) {
        return QueryParameters.one(request, "continue")
                .map(token -> SortedToken.read(order, token)
                        .orElseThrow(() -> new BadParameter(
                                "invalid_continue", "continue is not a token from an answer of /pods in this order")));
    }
}
