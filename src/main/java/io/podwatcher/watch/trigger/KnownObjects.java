package io.podwatcher.watch.trigger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What is kept of the objects of one kind, by their names, as in the caches of client-go: at any moment there is one
 * object of a name. A map for each namespace, because keys of namespace and name would take 24 bytes more for each
 * object. On one thread.
 *
 * @param <V> what is kept of an object
 */
final class KnownObjects<V> {

    private final ToLongFunction<V> uid;
    private final Map<String, Map<String, V>> namespaces = new HashMap<>();

    /**
     * @param uid the UID of an object, as in {@link ObjectId}
     */
    KnownObjects(ToLongFunction<V> uid) {
        this.uid = uid;
    }

    Optional<V> get(String namespace, String name) {
        return Optional.ofNullable(namespaces.getOrDefault(namespace, Map.of()).get(name));
    }

    /** Adds the object in place of any other of its name. */
    void put(String namespace, String name, V object) {
        Map<String, V> named = namespaces.computeIfAbsent(namespace, absent -> new HashMap<>());
        named.remove(name); // a map keeps its old key, and with it another text than the object's own
        named.put(name, object);
    }

    /** Removes the object and returns it; empty if it is not known, or only another of its name. */
    Optional<V> remove(ObjectId id) {
        Optional<V> found = get(id.namespace(), id.name()).filter(object -> uid.applyAsLong(object) == id.uid());
        if (found.isPresent()) {
            namespaces.computeIfPresent(id.namespace(), (namespace, named) -> {
                named.remove(id.name());
                return named.isEmpty() ? null : named;
            });
        }
        return found;
    }

    /** Those that are not among these. */
    List<ObjectId> without(Set<ObjectId> others) {
        return namespaces.entrySet().stream()
                .flatMap(namespace -> namespace.getValue().entrySet().stream()
                        .map(named ->
                                new ObjectId(namespace.getKey(), named.getKey(), uid.applyAsLong(named.getValue()))))
                .filter(id -> !others.contains(id))
                .toList();
    }

    Stream<V> stream() {
        return namespaces.values().stream().flatMap(named -> named.values().stream());
    }

    int size() {
        return namespaces.values().stream().mapToInt(Map::size).sum();
    }
}
