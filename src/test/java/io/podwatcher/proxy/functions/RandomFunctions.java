package io.podwatcher.proxy.functions;

import io.podwatcher.fission.HttpTrigger;
import io.podwatcher.fission.RouteTable.Entry;
import io.podwatcher.model.Identity;
import io.podwatcher.proxy.paths.PathTricks;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Triggers of three namespaces that often overlap, and calls that often reach them. */
final class RandomFunctions {

    private static final List<String> NAMESPACES = List.of("shop", "media", "evil");
    private static final List<String> HOSTS = List.of("", "", "", "h.example.com", "g.example.com");
    private static final List<String> CALLED_HOSTS = List.of(
            "h.example.com",
            "h.example.com",
            "g.example.com",
            "other.example.com",
            "h.example.com:80",
            "H.example.com",
            "h.example.com.");
    private static final List<String> SEGMENTS =
            List.of("shop", "media", "evil", "a", "b", "{x}", "{x:[a-z]+}", "{x:.*}", "x-1", "a b", "%61", "é");
    private static final List<String> CALLED_SEGMENTS =
            List.of("shop", "media", "evil", "a", "a", "b", "x-1", "a%20b", "%61", "%C3%A9", "Shop", "..");
    private static final List<Set<String>> METHODS =
            List.of(Set.of("GET"), Set.of("GET", "POST"), Set.of("POST"), Set.of("GET", "HEAD", "DELETE"), Set.of());
    private static final List<String> CALLED_METHODS = List.of("GET", "GET", "GET", "POST", "DELETE", "PATCH");

    private final Random random;

    RandomFunctions(Random random) {
        this.random = random;
    }

    /** Each namespace has a prefix of its own, and others squat below it, or anywhere. */
    List<Entry> triggers() {
        List<Entry> entries = new ArrayList<>();
        boolean sure = random.nextBoolean();
        for (String namespace : NAMESPACES) {
            if (random.nextInt(4) > 0) {
                entries.add(entry(entries.size(), namespace, "", "/" + namespace, "", true));
            }
        }
        int more = random.nextInt(5);
        for (int i = 0; i < more; i++) {
            String path = path(SEGMENTS);
            boolean prefix = random.nextBoolean();
            entries.add(entry(
                    entries.size(),
                    any(NAMESPACES),
                    prefix ? "" : path,
                    prefix ? path : "",
                    any(HOSTS),
                    sure || random.nextInt(3) > 0));
        }
        return entries;
    }

    private Entry entry(int number, String namespace, String url, String prefix, String host, boolean sure) {
        List<Identity> allowed =
                random.nextInt(4) > 0 ? List.of() : List.of(Identity.parse("namespace:" + any(NAMESPACES)));
        HttpTrigger trigger = new HttpTrigger(
                number,
                namespace,
                "t" + number,
                random.nextInt(3),
                host,
                url,
                prefix,
                number < NAMESPACES.size() ? METHODS.get(1) : any(METHODS),
                Set.of("f" + number),
                true,
                allowed);
        return new Entry(trigger, sure);
    }

    private String path(List<String> segments) {
        StringBuilder path = new StringBuilder();
        IntStream.rangeClosed(0, random.nextInt(3))
                .forEach(i -> path.append('/').append(any(segments)));
        return path.append(random.nextInt(4) == 0 ? "/" : "").toString();
    }

    /** Triggers that are not sure may be absent from the router. */
    List<HttpTrigger> present(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.sure() || random.nextBoolean())
                .map(Entry::trigger)
                .toList();
    }

    /** Mostly a path that one of these answers, else any path, or one with tricks. */
    String target(List<Entry> entries) {
        int kind = random.nextInt(10);
        String path = kind < 6 && !entries.isEmpty()
                ? answered(any(entries).trigger())
                : kind < 8
                        ? path(CALLED_SEGMENTS)
                        : PathTricks.in(random.nextBoolean() ? "shop" : "media", PathTricks.random(random));
        return path + (random.nextInt(4) == 0 ? "?a=/shop/../media" : "");
    }

    private String answered(HttpTrigger trigger) {
        String text = trigger.prefix().isEmpty() ? trigger.relativeUrl() : trigger.prefix();
        String path = text.replaceAll("\\{[^}]*}", any(CALLED_SEGMENTS))
                .replace(" ", "%20")
                .replace("é", "%C3%A9");
        return trigger.prefix().isEmpty() || random.nextBoolean()
                ? path
                : path.replaceFirst("/$", "") + "/" + any(CALLED_SEGMENTS);
    }

    String method() {
        return any(CALLED_METHODS);
    }

    String host() {
        return any(CALLED_HOSTS);
    }

    <T> T any(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
