package io.podwatcher.watch.trigger;

import io.fabric8.kubernetes.client.Watcher.Action;
import io.podwatcher.watch.api.WatchedResource;
import io.podwatcher.watch.resource.ResourceUpdates;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Turns lists and events of one kind into changes, each state that an object had among them. At the end of a list it
 * says which objects there are; it keeps none of them itself. On the worker of its verticle.
 *
 * @param <R> what is read
 * @param <V> what is kept of it
 */
final class ObjectChanges<R extends WatchedResource, V> implements ResourceUpdates<R> {

    private final Function<R, V> reader;
    private final Consumer<Batch<V>> sink;

    private Set<ObjectId> listed = Set.of();
    private List<Change<V>> collected = new ArrayList<>();
    private boolean complete;

    /**
     * One change.
     *
     * @param id which object; it replaces any other of its name, which may come without a deletion
     * @param object how it is now; empty if it is gone
     */
    record Change<V>(ObjectId id, Optional<V> object) {}

    /**
     * Changes in order.
     *
     * @param all the objects that there are after these changes; empty except at the end of a list
     * @param complete whether a list has been complete, so that with these changes all objects are known
     */
    record Batch<V>(List<Change<V>> changes, Optional<Set<ObjectId>> all, boolean complete) {

        /** Passes on each change, an object or the ID of one that is gone, and then the IDs of all. */
        void forEach(Consumer<V> present, Consumer<ObjectId> gone, Consumer<Set<ObjectId>> retain) {
            changes.forEach(change -> change.object().ifPresentOrElse(present, () -> gone.accept(change.id())));
            all.ifPresent(retain);
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
            listed.add(ObjectId.of(object));
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
    public void endList(long trueAt, String version) {
        Set<ObjectId> all = listed;
        listed = Set.of();
        complete = true;
        send(Optional.of(all));
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
            collected.add(new Change<>(ObjectId.of(object), Optional.empty()));
        } else {
            put(object);
        }
        return true;
    }

    private void put(R object) {
        collected.add(new Change<>(ObjectId.of(object), Optional.of(reader.apply(object))));
    }

    @Override
    public void flush() {
        if (!collected.isEmpty()) {
            send(Optional.empty());
        }
    }

    private void send(Optional<Set<ObjectId>> all) {
        List<Change<V>> changes = collected;
        collected = new ArrayList<>();
        sink.accept(new Batch<>(changes, all, complete));
    }
}
