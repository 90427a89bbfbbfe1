package io.podwatcher.fission;

import com.google.re2j.Pattern;
import io.podwatcher.fission.template.Certainty;
import io.podwatcher.fission.template.PathTemplate;
import io.podwatcher.fission.template.Programs;
import io.podwatcher.fission.template.StepLimit;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The triggers that a router may have, and which of them it may pick for a request. Immutable; any thread.
 *
 * <p>A router takes the first route of its list that matches (mux.go match), but possible routers differ in the routes
 * that they have and in what these match. So the list is read from its start to the first route that all possible
 * routers have and match: the router picks that one, or one of those before it.
 */
public final class RouteTable {

    /**
     * One trigger.
     *
     * @param trigger the trigger
     * @param sure whether its function exists, the router serves its namespace, and neither has changed lately
     */
    public record Entry(HttpTrigger trigger, boolean sure) {}

    private final boolean ordered;
    private final Map<String, Optional<Pattern>> programs;
    private final List<Route> routes;
    private final RouteIndex index;

    private RouteTable(boolean ordered, Map<String, Optional<Pattern>> programs, List<Route> routes) {
        this.ordered = ordered;
        this.programs = programs;
        this.routes = routes;
        this.index = new RouteIndex(routes);
    }

    /**
     * A table without triggers.
     *
     * @param ordered whether the router's list has a defined order: from 1.26 on, unless it runs with
     *     ROUTER_INCREMENTAL_ROUTES=false
     */
    public static RouteTable empty(boolean ordered) {
        return new RouteTable(ordered, Map.of(), List.of());
    }

    /**
     * A table of these triggers instead. Expressions that this one has are not compiled again. Where there is no room
     * for all, the oldest triggers have it, so that nobody can take it from the triggers of others.
     */
    public RouteTable with(Collection<Entry> entries) {
        Programs next = new Programs(programs);
        List<Route> sorted = entries.stream()
                .sorted(Comparator.comparingLong(entry -> entry.trigger().createdAt()))
                .flatMap(entry -> Route.of(entry.trigger(), entry.sure(), text -> PathTemplate.parse(text, next)))
                .sorted(Route.ORDER)
                .toList();
        return new RouteTable(ordered, next.compiled(), sorted);
    }

    /** The triggers that may have a route. */
    public Set<HttpTrigger> triggers() {
        return routes.stream().map(Route::trigger).collect(Collectors.toUnmodifiableSet());
    }

    /** Which trigger the router picks for the request, as far as that is certain. */
    public Target match(RouterRequest request) {
        List<HttpTrigger> possible = List.copyOf(possible(request));
        long namespaces =
                possible.stream().map(HttpTrigger::namespace).distinct().count();
        if (namespaces == 0) {
            return new Target.Unknown();
        }
        return namespaces == 1 ? new Target.Found(possible) : new Target.Ambiguous(possible);
    }

    /**
     * The triggers that the router may pick, in its order. Where age or name decides between namespaces, all of them
     * count: a trigger that is restored from a backup is young again. Within a namespace age and name decide.
     */
    private Set<HttpTrigger> possible(RouterRequest request) {
        Set<HttpTrigger> possible = new LinkedHashSet<>();
        Set<String> decided = new HashSet<>();
        StepLimit limit = new StepLimit();
        BitSet candidates = index.candidates(request.path());
        Optional<Route> last = Optional.empty();
        for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
            Route route = routes.get(i);
            if (!decided.isEmpty() && Route.RANK.compare(last.orElseThrow(), route) != 0) {
                break;
            }
            last = Optional.of(route);
            String namespace = route.trigger().namespace();
            Certainty matches = decided.contains(namespace) ? Certainty.NO : route.matches(request, limit);
            if (matches != Certainty.NO) {
                possible.add(route.trigger());
            }
            if (matches == Certainty.YES && route.sure() && ordered) {
                decided.add(namespace);
            }
        }
        return possible;
    }
}
