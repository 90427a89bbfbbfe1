package io.podwatcher.fission;

import io.podwatcher.fission.RouteTable.Entry;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A few triggers of three namespaces, with so few hosts and segments that they overlap often.
 *
 * @param meanings what the path of each trigger matches
 */
record RandomTable(List<Entry> entries, Map<HttpTrigger, PathText> meanings, boolean ordered) {

    /**
     * A path, or a segment of one, with the expression that it is for each router.
     *
     * @param httpmux for 1.27; null if it is an error
     * @param gorilla for 1.26; null if it is an error
     * @param plain whether we read it as both do
     * @param prefix whether the trigger has it as its prefix
     */
    record PathText(String text, String httpmux, String gorilla, boolean plain, boolean prefix) {

        static PathText literal(String text) {
            return of(text, Pattern.quote(text));
        }

        static PathText of(String text, String regex) {
            return new PathText(text, regex, regex, true, false);
        }

        static PathText differing(String text, String httpmux, String gorilla) {
            return new PathText(text, httpmux, gorilla, false, false);
        }

        PathText then(PathText next) {
            return new PathText(
                    text + next.text,
                    httpmux == null || next.httpmux == null ? null : httpmux + next.httpmux,
                    gorilla == null || next.gorilla == null ? null : gorilla + next.gorilla,
                    plain && next.plain,
                    prefix);
        }

        PathText asPrefix(boolean isPrefix) {
            return new PathText(text, httpmux, gorilla, plain, isPrefix);
        }
    }

    private static final int MAX_TRIGGERS = 6;
    private static final PathText SLASH = PathText.literal("/");

    private static final List<PathText> PLAIN = List.of(
            PathText.literal("a"),
            PathText.literal("a"),
            PathText.literal("a"),
            PathText.literal("b"),
            PathText.literal("ab"),
            PathText.literal("é"),
            PathText.of("{x}", "([^/]+)"),
            PathText.of("{x:[ab]+}", "([ab]+)"),
            PathText.of("{x:.*}", "(.*)"),
            PathText.of("{x:(?:a|b)}", "((?:a|b))"),
            PathText.of("{x:a{2}}", "(a{2})"));

    private static final List<PathText> ODD = List.of(
            PathText.literal("%61"),
            PathText.literal("a b"),
            PathText.differing("}", Pattern.quote("}"), null),
            PathText.differing("{x:(a|b)}", "((a|b))", null),
            PathText.differing("{x:}", "()", null),
            PathText.differing("{user-id}", null, "([^/]+)"),
            PathText.differing("{x:(?i)A}", "((?i)A)", "((?i)A)"),
            PathText.differing("{x:a)|(b}", "(a)|(b)", null),
            PathText.differing("{x:[}", null, null));

    private static final List<String> NAMESPACES = List.of("shop", "evil", "media");
    private static final List<Set<String>> METHODS =
            List.of(Set.of("GET"), Set.of("GET"), Set.of("GET"), Set.of("GET", "POST"), Set.of("POST"), Set.of());

    static RandomTable of(Random random) {
        boolean odd = random.nextInt(3) == 0;
        int unsure = random.nextInt(3);
        List<Entry> entries = new ArrayList<>();
        Map<HttpTrigger, PathText> meanings = new IdentityHashMap<>();
        int size = 1 + Math.min(random.nextInt(2 * MAX_TRIGGERS), MAX_TRIGGERS - 1);
        for (int i = 0; i < size; i++) {
            PathText path = path(random, odd);
            HttpTrigger trigger = new HttpTrigger(
                    i,
                    NAMESPACES.get(random.nextInt(NAMESPACES.size())),
                    "n" + (size - i),
                    random.nextInt(3),
                    random.nextInt(4) > 0 ? "" : random.nextInt(3) > 0 ? "h" : "g",
                    path.prefix() ? "/a" : path.text(),
                    path.prefix() ? path.text() : "",
                    METHODS.get(random.nextInt(METHODS.size())),
                    Set.of("f"),
                    unsure == 0 || random.nextInt(8) > 0,
                    List.of());
            entries.add(new Entry(trigger, random.nextInt(4) >= unsure));
            meanings.put(trigger, path);
        }
        return new RandomTable(entries, meanings, random.nextInt(5) > 0);
    }

    private static PathText path(Random random, boolean odd) {
        PathText path = SLASH;
        int segments = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(2);
        for (int i = 0; i < segments; i++) {
            List<PathText> from = odd && random.nextInt(3) == 0 ? ODD : PLAIN;
            path = (i == 0 ? path : path.then(SLASH)).then(from.get(random.nextInt(from.size())));
        }
        if (segments > 0 && random.nextInt(3) == 0) {
            path = path.then(SLASH);
        }
        return path.asPrefix(random.nextBoolean());
    }

    /** Whether we read all paths as the router does, whichever version it is. */
    boolean isPlain() {
        return meanings.values().stream().allMatch(PathText::plain);
    }
}
