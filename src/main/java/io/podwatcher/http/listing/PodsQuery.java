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
 * What {@code /pods} is asked.
 *
 * @param filter which pods
 * @param search only those that it finds; empty for all
 */
record PodsQuery(PageRequest.Filter filter, Optional<PodSearch> search) {

    /** Nobody types more, and nothing in a pod that is searched is longer. */
    private static final int LONGEST_SEARCH = 256;

    private static final int MAX_SORTED = 1000;

    /** @throws BadParameter when something of it cannot be understood */
    static PodsQuery read(HttpServerRequest request) {
        return new PodsQuery(
                PodFilters.read(request), QueryParameters.one(request, "search").map(PodsQuery::search));
    }

    PageRequest page(Optional<IpAddress> after, int most) {
        return new PageRequest(filter, search, after, most);
    }

    private static PodSearch search(String text) {
        if (text.length() > LONGEST_SEARCH) {
            throw new BadParameter("invalid_search", "search is longer than " + LONGEST_SEARCH + " characters");
        }
        return PodSearch.of(text);
    }

    /** The order that is asked for; empty for that of the map. */
    static Optional<PodOrder> order(HttpServerRequest request) {
        boolean descending =
                QueryParameters.one(request, "order").map(PodsQuery::descending).orElse(false);
        return QueryParameters.one(request, "sort").map(text -> new PodOrder(word(text), descending));
    }

    private static PodOrder.Word word(String text) {
        return PodOrder.Word.of(text)
                .orElseThrow(() -> new BadParameter("invalid_sort", "sort is none of ip, namespace, name, node"));
    }

    private static boolean descending(String text) {
        return switch (text) {
            case "asc" -> false;
            case "desc" -> true;
            default -> throw new BadParameter("invalid_order", "order is neither asc nor desc");
        };
    }

    /** How many entries are asked for; 0 for all, as in Kubernetes. */
    static long limit(HttpServerRequest request) {
        String text = QueryParameters.one(request, "limit").orElse("0");
        if (!text.matches("[0-9]{1,9}")) {
            throw new BadParameter(
                    "invalid_limit", "limit is not a whole number from 0 to 999999999; ask for example limit=500");
        }
        return Long.parseLong(text);
    }

    /** The same where they are sorted, so that nobody has all of them sorted at once. */
    static int sortedLimit(HttpServerRequest request) {
        long limit = limit(request);
        if (limit < 1 || limit > MAX_SORTED) {
            throw new BadParameter("invalid_limit", "a sorted answer needs a limit from 1 to " + MAX_SORTED);
        }
        return (int) limit;
    }

    /** Behind which IP to go on in the order of the map. */
    static Optional<IpAddress> after(HttpServerRequest request) {
        return QueryParameters.one(request, "continue")
                .map(token -> ContinueToken.read(token)
                        .orElseThrow(() -> new BadParameter(
                                "invalid_continue", "continue is not a token that an answer of /pods has given")));
    }

    /** Behind which place to go on in this order. */
    static Optional<PodOrder.Place> after(HttpServerRequest request, PodOrder order) {
        return QueryParameters.one(request, "continue")
                .map(token -> SortedToken.read(order, token)
                        .orElseThrow(() -> new BadParameter(
                                "invalid_continue",
                                "continue is not a token that an answer of /pods in this order has given")));
    }
}
