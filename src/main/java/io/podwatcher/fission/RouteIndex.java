package io.podwatcher.fission;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Finds the routes that may match a path without looking at all of them. Exact literals are found by the path; literal
 * prefixes by each part of the path that is as long as one of them and ends at a slash; templates one by one, by their
 * literal head. What is found has still to be matched. Immutable; any thread.
 *
 * <p>Positions in the order of their texts take 4 bytes a route, where a hash table of texts would take 100.
 */
final class RouteIndex {

    private final List<Route> routes;
    private final int[] exact;
    private final int[] prefixes;
    private final int[] templates;
    private final int[] prefixLengths;

    RouteIndex(List<Route> routes) {
        this.routes = routes;
        exact = byText(route -> route.template().isEmpty() && route.exact());
        prefixes = byText(route -> route.template().isEmpty() && !route.exact());
        templates = positions(route -> route.template().isPresent()).toArray();
        prefixLengths = IntStream.of(prefixes)
                .map(i -> text(i).length())
                .distinct()
                .sorted()
                .toArray();
    }

    private IntStream positions(Predicate<Route> which) {
        return IntStream.range(0, routes.size()).filter(i -> which.test(routes.get(i)));
    }

    private int[] byText(Predicate<Route> which) {
        return positions(which)
                .boxed()
                .sorted(Comparator.comparing(this::text))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private String text(int position) {
        return routes.get(position).text();
    }

    /** The positions of all routes that may match, and of some that do not. */
    BitSet candidates(RequestPath path) {
        BitSet found = new BitSet(routes.size());
        addCandidates(path.decoded(), found);
        if (path.isEscaped()) {
            addCandidates(path.sent(), found);
        }
        return found;
    }

    private void addCandidates(String path, BitSet found) {
        addEqual(exact, path, found);
        for (int length : prefixLengths) {
            if (length > path.length()) {
                break;
            }
            if (path.charAt(length - 1) == '/' || path.startsWith("/", length)) {
                addEqual(prefixes, path.substring(0, length), found);
            }
        }
        for (int i : templates) {
            if (routes.get(i).template().orElseThrow().mayMatch(path)) {
                found.set(i);
            }
        }
    }

    private void addEqual(int[] sorted, String text, BitSet found) {
        for (int i = firstNotBefore(sorted, text);
                i < sorted.length && text(sorted[i]).equals(text);
                i++) {
            found.set(sorted[i]);
        }
    }

    private int firstNotBefore(int[] sorted, String text) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (text(sorted[middle]).compareTo(text) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
