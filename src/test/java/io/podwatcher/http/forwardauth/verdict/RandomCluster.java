package io.podwatcher.http.forwardauth.verdict;

import io.podwatcher.fission.HttpTrigger;
import io.podwatcher.fission.RouteTable;
import io.podwatcher.http.FakeCache;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.Identity;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Callers of some namespaces, the questions that proxies ask about them, and triggers of Fission. */
final class RandomCluster {

    /** What a selector means, by the value of the label app; an empty one is a pod without the label. */
    private static final Map<String, Predicate<String>> SELECTORS = Map.of(
            "",
            app -> true,
            "&labelSelector=app=web",
            "web"::equals,
            "&labelSelector=app%20in%20(web,job)",
            app -> !app.isEmpty(),
            "&labelSelector=app!=job",
            app -> !"job".equals(app),
            "&labelSelector=!app",
            String::isEmpty,
            "&labelSelector=app&labelSelector=app!=web",
            "job"::equals);

    private final Random random;
    private final List<Caller> callers = new ArrayList<>();
    private final List<Query> queries = new ArrayList<>();
    private final Map<String, HttpTrigger> triggers = new LinkedHashMap<>();
    private final Map<String, List<Identity>> namedFirst = new HashMap<>();

    /**
     * One that calls.
     *
     * @param app the label app; empty if it has none
     * @param hasAllLabels whether all its labels are known
     */
    record Caller(IpAddress ip, LookupResult owner, String app, boolean hasAllLabels) {

        boolean isPod() {
            return owner instanceof LookupResult.Owned;
        }

        Pod pod() {
            return ((LookupResult.Owned) owner).pod();
        }

        Identity identity() {
            return Identity.of(pod());
        }

        boolean hasServiceAccount() {
            return !pod().serviceAccount().isEmpty();
        }
    }

    /** A proxy's question, and what its selectors mean. */
    record Query(String text, Predicate<String> labels) {

        boolean selects(Caller caller) {
            return labels.test(caller.app()) && (caller.hasAllLabels() || !text.contains("labelSelector"));
        }
    }

    RandomCluster(Random random) {
        this.random = random;
        for (int i = 0; i < 12; i++) {
            callers.add(caller(i));
        }
        for (int i = 0; i < 3; i++) {
            queries.add(query());
        }
        for (int i = 0; i < 4; i++) {
            HttpTrigger trigger = trigger(oneOf("a", "b"), "t" + i, "/" + oneOf("x", "y", "z"), allowed());
            put(trigger);
            namedFirst.put(trigger.name(), trigger.allowed());
        }
    }

    private Caller caller(int number) {
        IpAddress ip = FakeCache.ip("10.42.0." + number);
        String app = oneOf("", "web", "job");
        boolean complete = random.nextInt(8) > 0;
        Pod pod = FakeCache.pod(
                oneOf("a", "b", "c"),
                "pod-" + number,
                random.nextInt(10) > 0 ? oneOf("web", "job", "default") : "",
                app.isEmpty() ? "{}" : "{\"app\":\"" + app + "\"}");
        Pod labelled = complete
                ? pod
                : pod.withJson(("{\"truncated\":[\"labels\"]," + json(pod).substring(1)).getBytes());
        LookupResult owner = switch (random.nextInt(10)) {
            case 0 -> FakeCache.AMBIGUOUS;
            case 1 -> LookupResult.Refused.NOT_FOUND;
            case 2 -> LookupResult.Refused.HOST_NETWORK;
            case 3 -> new LookupResult.Owned(FakeCache.at(Pod.Stage.TERMINATING, labelled));
            default -> new LookupResult.Owned(labelled);
        };
        return new Caller(ip, owner, app, complete);
    }

    private static String json(Pod pod) {
        return new String(pod.json());
    }

    private Query query() {
        StringBuilder text = new StringBuilder("namespace=" + oneOf("a", "b", "c", "none"));
        if (random.nextBoolean()) {
            text.append("&namespace=").append(oneOf("a", "b"));
        }
        if (random.nextInt(3) == 0) {
            text.append("&serviceAccount=").append(oneOf("web", "a/job", "b/web"));
        }
        List<String> selectors = List.copyOf(new TreeSet<>(SELECTORS.keySet()));
        String selector = selectors.get(random.nextInt(selectors.size()));
        text.append(selector).append(random.nextInt(4) == 0 ? "&wait=1500ms" : "");
        return new Query(text.toString(), SELECTORS.get(selector));
    }

    private List<Identity> allowed() {
        Set<Identity> allowed = new TreeSet<>((one, other) -> one.toString().compareTo(other.toString()));
        for (int i = random.nextInt(3); i > 0; i--) {
            allowed.add(new Identity(oneOf("a", "b", "c"), oneOf("web", "job", "")));
        }
        return List.copyOf(allowed);
    }

    private static HttpTrigger trigger(String namespace, String name, String prefix, List<Identity> allowed) {
        return new HttpTrigger(
                name.hashCode(), namespace, name, 0, "", "", prefix, Set.of("GET"), Set.of("f-" + name), true, allowed);
    }

    private String oneOf(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    List<Caller> callers() {
        return callers;
    }

    /** All that can be called: the questions of proxies, and the paths of functions. */
    List<Query> queries() {
        return queries;
    }

    List<String> paths() {
        return List.of("/x", "/y", "/z");
    }

    /** Whom the annotation of a trigger named before it was changed. */
    List<Identity> namedFirst(HttpTrigger trigger) {
        return namedFirst.get(trigger.name());
    }

    /** The triggers that the router may pick for a path; all of one namespace, or the target is ambiguous. */
    List<HttpTrigger> triggersOf(String path) {
        return triggers.values().stream()
                .filter(trigger -> trigger.prefix().equals(path))
                .toList();
    }

    private void put(HttpTrigger trigger) {
        triggers.put(trigger.namespace() + "/" + trigger.name(), trigger);
    }

    /** Sets the annotation of a trigger. */
    void annotate(String namespace, String name, List<Identity> allowed) {
        put(trigger(namespace, name, triggers.get(namespace + "/" + name).prefix(), allowed));
    }

    /** A router that may not have all of them, so that it may pick each of those that match. */
    RouteTable routes() {
        return RouteTable.empty(true)
                .with(triggers.values().stream()
                        .map(trigger -> new RouteTable.Entry(trigger, false))
                        .toList());
    }
}
