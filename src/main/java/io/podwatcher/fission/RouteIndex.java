package io.podwatcher.fission;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the routes that may match a path without looking at all of them. Exact literals are found by the path; literal
 * prefixes, which always end in a slash, by each part of the path that is as long as one of them; templates one by one,
 * by their literal head. What is found has still to be matched. Immutable; any thread.
 */
final class RouteIndex {

    private final List<Route> routes;
    private final Map<String, List<Integer>> exact = new HashMap<>();
    private final Map<String, List<Integer>> prefixes = new HashMap<>();
    private final List<Integer> templates = new ArrayList<>();
    private final int[] prefixLengths;

    RouteIndex(List<Route> routes) {
        this.routes = routes;
        for (int i = 0; i < routes.size(); i++) {
            Route route = routes.get(i);
            if (route.template().isPresent()) {
                templates.add(i);
            } else {
                (route.exact() ? exact : prefixes)
                        .computeIfAbsent(route.text(), text -> new ArrayList<>(1))
                        .add(i);
            }
        }
        prefixLengths = prefixes.keySet().stream()
                .mapToInt(String::length)
                .distinct()
                .sorted()
                .toArray();
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
        exact.getOrDefault(path, List.of()).forEach(found::set);
        for (int length : prefixLengths) {
            if (length > path.length()) {
                break;
            }
            if (path.charAt(length - 1) == '/') {
                prefixes.getOrDefault(path.substring(0, length), List.of()).forEach(found::set);
            }
        }
        for (int i : templates) {
            if (routes.get(i).template().orElseThrow().mayMatch(path)) {
                found.set(i);
            }
        }
    }
}
