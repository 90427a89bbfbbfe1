package io.podwatcher.watch.trigger;

import io.fabric8.kubernetes.client.Watcher.Action;
import io.podwatcher.watch.api.WatchedResource;
import io.podwatcher.watch.resource.ResourceUpdates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Turns lists and events of one kind into changes, each state that an object had among them. What a list does not
 * report is removed at its end. On the worker of its verticle.
 *
 * @param <R> what is read
 * @param <V> what is kept of it
 */
final class ObjectChanges<R extends WatchedResource, V> implements ResourceUpdates<R> {

    private final Function<R, V> reader;
    private final Consumer<Batch<V>> sink;

    /** The UIDs by namespace and name: an object that replaces another of its name may come without its deletion. */
    private final Map<String, String> known = new HashMap<>();

    private Set<String> listed = Set.of();
    private List<Change<V>> collected = new ArrayList<>();
    private boolean complete;

    /**
     * One change.
     *
     * @param uid of the object
     * @param object how it is now; empty if it is gone
     */
    record Change<V>(String uid, Optional<V> object) {}

    /**
     * Changes in order.
     *
     * @param complete whether a list has been complete, so that with these changes all objects are known
     */
    record Batch<V>(List<Change<V>> changes, boolean complete) {

        /** Passes on each change: the UID and the object, or the UID of one that is gone. */
        void forEach(BiConsumer<String, V> present, Consumer<String> gone) {
            changes.forEach(change -> change.object()
                    .ifPresentOrElse(object -> present.accept(change.uid(), object), () -> gone.accept(change.uid())));
        }
    }

    /**
     * @param reader reads what is kept of an object that has its identity
     * @param sink takes the changes
     */
    ObjectChanges(Function<R, V> reader, Consumer<Batch<V>> sink) {
        this.reader = reader;
        this.sink = sink;
    }

    @Override
    public void beginList(boolean full) {
        listed = new HashSet<>();
    }

    @Override
    public boolean listed(List<R> page) {
        page.stream().filter(WatchedResource::isIdentified).forEach(object -> {
            listed.add(object.getMetadata().getUid());
            put(object);
        });
        flush();
        return false;
    }

    @Override
    public int listed() {
        return listed.size();
    }

    @Override
    public void endList(long trueAt) {
        known.values().removeIf(uid -> {
            boolean isGone = !listed.contains(uid);
            if (isGone) {
                gone(uid);
            }
            return isGone;
        });
        listed = Set.of();
        complete = true;
        send();
    }

    @Override
    public boolean event(Action action, R object) {
        if (action == Action.BOOKMARK) {
            return true;
        }
        if (!object.isIdentified()) {
            return false;
        }
        if (action == Action.DELETED) {
            known.remove(name(object), object.getMetadata().getUid());
            gone(object.getMetadata().getUid());
        } else {
            put(object);
        }
        return true;
    }

    private void put(R object) {
        String uid = object.getMetadata().getUid();
        String before = known.put(name(object), uid);
        if (before != null && !before.equals(uid)) {
            gone(before);
        }
        collected.add(new Change<>(uid, Optional.of(reader.apply(object))));
    }

    private String name(R object) {
        return object.getMetadata().getNamespace() + "/" + object.getMetadata().getName();
    }

    private void gone(String uid) {
        collected.add(new Change<>(uid, Optional.empty()));
    }

    @Override
    public void flush() {
        if (!collected.isEmpty()) {
            send();
        }
    }

    private void send() {
        List<Change<V>> changes = collected;
        collected = new ArrayList<>();
        sink.accept(new Batch<>(changes, complete));
    }
}
