package io.podwatcher.fission;

import io.podwatcher.fission.RouteTable.Entry;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * All possible routers, each as a list that is tried from its start, in the plainest code: of either version,
 * reading paths decoded or as sent, with and without each trigger that is not sure, with any order of namespaces where
 * only age decides. What a path text means is not parsed but looked up.
 */
final class RouterModel {

    /** One route of one router that matches the request. */
    private record Line(HttpTrigger trigger, boolean exact, String text) {

        /** 0 to 3 for the router's four groups, then the longest prefix first. */
        long rank() {
            int group = (trigger.host().isEmpty() ? 2 : 0) + (exact ? 0 : 1);
            int length = exact ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
            return group * 1_000_000L - length;
        }
    }

    private static final List<List<String>> ORDERS = List.of(
            List.of("shop", "evil", "media"),
            List.of("shop", "media", "evil"),
            List.of("evil", "shop", "media"),
            List.of("evil", "media", "shop"),
            List.of("media", "shop", "evil"),
            List.of("media", "evil", "shop"));

    private final List<Entry> entries;
    private final Map<HttpTrigger, RandomTable.PathText> meanings;
    private final boolean ordered;
    private final Map<String, Pattern> compiled = new HashMap<>();

    RouterModel(RandomTable table) {
        this.entries = table.entries();
        this.meanings = table.meanings();
        this.ordered = table.ordered();
    }

    /** The triggers that a router picks for the request. */
    Set<HttpTrigger> winners(String method, String host, String sent) {
        Set<HttpTrigger> winners = new LinkedHashSet<>();
        for (boolean gorilla : List.of(false, true)) {
            for (boolean encoded : List.of(false, true)) {
                String path = encoded ? sent : URLDecoder.decode(sent, StandardCharsets.UTF_8);
                List<Line> lines = new ArrayList<>();
                for (Entry entry : entries) {
                    lines.addAll(matching(entry.trigger(), gorilla, method, host, path));
                }
                addWinners(lines, winners);
            }
        }
        return winners;
    }

    private void addWinners(List<Line> lines, Set<HttpTrigger> winners) {
        List<HttpTrigger> unsure = entries.stream()
                .filter(entry -> !entry.sure() || !entry.trigger().certain())
                .map(Entry::trigger)
                .toList();
        for (int absent = 0; absent < 1 << unsure.size(); absent++) {
            int bits = absent;
            List<Line> present = lines.stream()
                    .filter(line -> {
                        int index = unsure.indexOf(line.trigger());
                        return index < 0 || (bits >> index & 1) == 0;
                    })
                    .toList();
            if (!ordered) {
                present.forEach(line -> winners.add(line.trigger()));
                continue;
            }
            for (List<String> namespaces : ORDERS) {
                present.stream()
                        .min(Comparator.comparing(Line::rank)
                                .thenComparing(line ->
                                        namespaces.indexOf(line.trigger().namespace()))
                                .thenComparing(line -> line.trigger().createdAt())
                                .thenComparing(line -> line.trigger().name()))
                        .ifPresent(line -> winners.add(line.trigger()));
            }
        }
    }

    private List<Line> matching(HttpTrigger trigger, boolean gorilla, String method, String host, String path) {
        String compared = gorilla ? host.split(":", -1)[0] : host;
        RandomTable.PathText text = meanings.get(trigger);
        String regex = gorilla ? text.gorilla() : text.httpmux();
        if (!trigger.methods().contains(method)
                || !trigger.host().isEmpty() && !trigger.host().equals(compared)
                || regex == null) {
            return List.of();
        }
        if (!text.prefix()) {
            return find("^" + regex + "\\z", path) ? List.of(new Line(trigger, true, text.text())) : List.of();
        }
        if (text.text().endsWith("/")) {
            return find("^" + regex, path) ? List.of(new Line(trigger, false, text.text())) : List.of();
        }
        List<Line> lines = new ArrayList<>();
        if (find("^" + regex + "\\z", path)) {
            lines.add(new Line(trigger, true, text.text()));
        }
        if (find("^" + regex + "/", path)) {
            lines.add(new Line(trigger, false, text.text() + "/"));
        }
        return lines;
    }

    private boolean find(String regex, String path) {
        return compiled.computeIfAbsent(regex, Pattern::compile).matcher(path).find();
    }

    /** The order in which the router has the triggers, by the best route of each that matches some router. */
    List<HttpTrigger> inOrder(Set<HttpTrigger> triggers, String method, String host, String path) {
        List<Line> lines = new ArrayList<>();
        triggers.forEach(trigger -> lines.addAll(matching(trigger, false, method, host, path)));
        return lines.stream()
                .sorted(Comparator.comparing(Line::rank)
                        .thenComparing(line -> line.trigger().createdAt())
                        .thenComparing(line -> line.trigger().namespace())
                        .thenComparing(line -> line.trigger().name()))
                .map(Line::trigger)
                .distinct()
                .toList();
    }
}
