package io.podwatcher.proxy.paths;

import io.podwatcher.proxy.FissionRouter;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Paths that two programs may read differently, and paths that all read alike. {@code {own}} stands for the caller's
 * namespace, {@code {other}} for the namespace whose functions it must not run.
 */
public final class PathTricks {

    private static final List<String> NAMES = List.of("{own}", "{other}", "x", "a..b", "%6dedia", "%73hop", "%C3%A4");

    private static final List<String> DOTS = List.of(
            "..",
            "..",
            "%2e%2e",
            ".%2e",
            "%2E.",
            "%252e%252e",
            "%25%32%65.",
            "..;",
            "..;x",
            "%c0%ae%c0%ae",
            "%e0%80%ae.",
            ".",
            "...");

    private static final List<String> SLASHES =
            List.of("/", "/", "/", "//", "%2f", "%2F", "\\", "%5c", "%5C", "%252f", "%25%32%66", "%c0%af", "%e0%80%af");

    private static final List<String> ODDITIES = List.of(
            "?", "%3f", "#", "%23", ";", "%3b", "%00", "%0d%0a", "%7f", "{", "}", "{x}", "*", ":80", "@", "%20", "%");

    private PathTricks() {}

    /** What a proxy has to refuse; Caddy has a route for each, by the path as it cleans it. */
    public static Stream<String> unclean() {
        return Stream.of(crossRoute(), dotSegments(), separators(), encodings()).flatMap(List::stream);
    }

    /** Authorized for one namespace, run in the other. */
    private static List<String> crossRoute() {
        return List.of(
                "/{other}/..%2f{own}/x",
                "/{other}/%2e%2e/{own}/x",
                "/{other}//../{own}/x",
                "/{own}/..%5c{other}/x",
                "/{own}/..%2f{other}/x",
                "/{own}/%2e%2e/{other}/x",
                "/{own}//../{other}/x",
                "/{other}/..%5c{own}/x",
                "/{other}/../{own}/x",
                "/{own}/../{other}/x",
                "/{other}/.%2E/{own}/x",
                "/{other}%2f..%2f{own}/x",
                "/{other}%2F%2e%2E%2F{own}/x",
                "//{other}/../{own}/x",
                "//{own}/x",
                "/.//{own}/x",
                "/{own}/x/..%2f..%2f{other}/x");
    }

    private static List<String> dotSegments() {
        return List.of(
                "/{own}/.",
                "/{own}/..//{own}/",
                "/{own}/./x",
                "/{own}/x/..",
                "/{own}/x/.?y",
                "/./{own}/x",
                "/{own}/...");
    }

    private static List<String> separators() {
        return List.of(
                "/{own}//x",
                "/{own}//",
                "/{own}/\\x",
                "/{own}/..\\{other}/x",
                "/{own}/..;/{other}/x",
                "/{own}/;a=b/x",
                "/{own}/%3Bx",
                "/{own}/x;jsessionid=1",
                "/{own}/x#/../../{other}/x",
                "/{own}/{/../../{other}/x?}");
    }

    private static List<String> encodings() {
        return List.of(
                "/{own}/%2F{other}",
                "/{own}/%00",
                "/{own}/%252e%252e/{other}/x",
                "/{own}/..%252f{other}/x",
                "/{own}/%25252e%25252e%25252f{other}/x",
                "/{own}/%25%32%65%25%32%65/{other}/x",
                "/{own}/100%25",
                "/{own}/%c0%ae%c0%ae/{other}/x",
                "/{own}/..%c0%af{other}/x",
                "/{own}/%C1%9C{other}/x",
                "/{own}/%e0%80%ae%e0%80%ae/{other}/x",
                "/{own}/%f0%80%80%af{other}/x",
                "/{own}/%ff",
                "/{own}/%0d%0aX-Source-Namespace:%20{other}",
                "/{own}/%7f",
                "/{own}/%61",
                "/{own}/%2D%5F%7E");
    }

    /** Characters that a path contains only percent-encoded; a proxy in front may encode them. */
    public static Stream<String> illegal() {
        return Stream.of(
                "/{own}/x#?y", "/{own}/{{other}}", "/{own}/\"<x>\"", "/{own}/a|b^c`d", "/{own}/[x]", "/{own}/\u00e4");
    }

    /** Targets that are no path, or whose percent-encoding is wrong. */
    public static Stream<String> malformed() {
        return Stream.of(
                "*",
                "{own}/x",
                "{other}:80",
                "http://upstream/{own}/x",
                "//upstream/{own}/x",
                "/{own}/%",
                "/{own}/%2",
                "/{own}/%zz",
                "/{own}/%u002e",
                "/{own}/%%32%65",
                "/{own}/ x",
                "/{own}/\t",
                "/{own}/\0");
    }

    /** What a proxy passes on as it is. */
    public static Stream<String> clean() {
        return Stream.of(
                "/{own}/",
                "/{own}/x",
                "/{own}/x/",
                "/{own}/a%20b",
                "/{own}/%C3%A4/%e2%82%ac/%F0%9F%98%80/%E0%A4%B9",
                "/{own}/a..b",
                "/{own}/..a/.b/c./d..",
                "/{own}/.well-known/x",
                "/{own}/v1.2.3/x.json",
                "/{own}/C%23/What%3F/a%26b%3Dc",
                "/{own}/x-_~!$&'()*+,=:@y",
                "/{own}/%22%3C%3E%5B%5D%5e%60%7B%7c%7D",
                "/{own}/x?",
                "/{own}/x?/../{other}//%2e%2e%2f\\;#%00%25%5c",
                "/{own}/?next=http://{other}/..",
                "/{own}/x?a=b?c=d");
    }

    /** Goes to and fro between the routes up to three times, in a random notation, sometimes with an odd segment. */
    public static String random(Random random) {
        String start = "/" + NAMES.get(random.nextInt(2));
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(move -> any(SLASHES, random)
                        + (random.nextBoolean() ? any(DOTS, random) + any(SLASHES, random) : "")
                        + any(NAMES, random)
                        + (random.nextInt(8) == 0 ? any(ODDITIES, random) : ""))
                .collect(Collectors.joining("", start, "/x"));
    }

    private static String any(List<String> pieces, Random random) {
        return pieces.get(random.nextInt(pieces.size()));
    }

    /** The path that a caller of this namespace sends. */
    public static String in(String namespace, String trick) {
        String other = FissionRouter.NAMESPACES.stream()
                .filter(name -> !name.equals(namespace))
                .findFirst()
                .orElseThrow();
        return trick.replace("{own}", namespace).replace("{other}", other);
    }
}
