package io.podwatcher.fission;

import io.podwatcher.fission.template.Certainty;
import io.podwatcher.fission.template.PathTemplate;
import io.podwatcher.fission.template.StepLimit;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One line of the router's list: a path, or the start of paths, that a trigger answers. Immutable; any thread.
 *
 * @param trigger whose it is
 * @param sure whether all possible routers have it
 * @param exact whether it is the whole path, and not the start of one
 * @param template the path, if it has variables
 */
record Route(HttpTrigger trigger, boolean sure, boolean exact, Optional<PathTemplate> template) {

    /**
     * What the kind of a route decides (precedence.go Materialization): routes with a host first, exact ones before
     * prefixes, longer prefixes before shorter ones. A template ranks as any other text does.
     */
    static final Comparator<Route> RANK = Comparator.comparing(Route::isForAnyHost)
            .thenComparing(route -> !route.exact)
            .thenComparing(route -> -route.length());

    /** The router's order: of the same rank the oldest first, then by namespace and name. */
    static final Comparator<Route> ORDER = RANK.<Long>thenComparing(route -> route.trigger.createdAt())
            .thenComparing(route -> route.trigger.namespace())
            .thenComparing(route -> route.trigger.name());

    /** A host of the CRD. One of an older Fission may be a template for 1.26. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+");

    /**
     * The routes of a trigger (routeshape.go deriveRouteShape). A prefix without a final slash is a path and a prefix,
     * so that /api matches /api/x and not /apifoo.
     *
     * @param templates parses the paths that have variables
     */
    static Stream<Route> of(HttpTrigger trigger, boolean sure, Function<String, PathTemplate> templates) {
        if (trigger.prefix().isEmpty()) {
            return trigger.relativeUrl().isEmpty() ? Stream.empty() : Stream.of(of(trigger, sure, true, templates));
        }
        Route start = of(trigger, sure, false, templates);
        return trigger.prefix().endsWith("/") ? Stream.of(start) : Stream.of(of(trigger, sure, true, templates), start);
    }

    private static Route of(
            HttpTrigger trigger, boolean sure, boolean exact, Function<String, PathTemplate> templates) {
        Route literal = new Route(trigger, sure && trigger.certain(), exact, Optional.empty());
        if (!PathTemplate.isTemplate(literal.text())) {
            return literal;
        }
        String whole = exact || literal.text().endsWith("/") ? literal.text() : literal.text() + "/";
        return new Route(trigger, literal.sure, exact, Optional.of(templates.apply(whole)));
    }

    /** The path as written, which of a prefix may lack the final slash. */
    String text() {
        return trigger.prefix().isEmpty() ? trigger.relativeUrl() : trigger.prefix();
    }

    /** Of a prefix in bytes, by which prefixes rank; 0 of an exact path. Sorting asks often, so nothing is encoded. */
    private int length() {
        int bytes = exact || text().endsWith("/") ? 0 : 1;
        for (int i = 0; !exact && i < text().length(); i++) {
            char c = text().charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    private boolean isForAnyHost() {
        return trigger.host().isEmpty();
    }

    /** Whether the router picks it for the request if none before it matches. */
    Certainty matches(RouterRequest request, StepLimit limit) {
        Certainty others = Certainty.of(hasMethod(request.method())).and(host(request));
        return others == Certainty.NO ? others : others.and(path(request.path(), limit));
    }

    /**
     * No methods match nothing. The trigger's may be written in any case (mux.go matchesMethod; gorilla/mux route.go
     * Methods).
     */
    private boolean hasMethod(String method) {
        return trigger.methods().stream().anyMatch(method::equalsIgnoreCase);
    }

    private Certainty host(RouterRequest request) {
        if (isForAnyHost()) {
            return Certainty.YES;
        }
        return HOST.matcher(trigger.host()).matches() ? request.isFor(trigger.host()) : Certainty.MAYBE;
    }

    private Certainty path(RequestPath path, StepLimit limit) {
        Certainty decoded = path(path.decoded(), limit);
        return path.isEscaped() ? decoded.or(path(path.sent(), limit)) : decoded;
    }

    /** Case and final slashes count (mux.go matchPath). */
    private Certainty path(String path, StepLimit limit) {
        if (template.isEmpty()) {
            return Certainty.of(exact ? path.equals(text()) : startsLikeThis(path));
        }
        return template.get().matches(path, exact, limit);
    }

    private boolean startsLikeThis(String path) {
        return path.startsWith(text()) && (text().endsWith("/") || path.startsWith("/", text().length()));
    }
}
