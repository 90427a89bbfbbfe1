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
 * Turns lists and events of one kind into changes, each state that an object had among them. What a list does not
 * report is removed at its end. On the worker of its verticle.
 *
 * @param <R> what is read
 * @param <V> what is kept of it
 */
final class ObjectChanges<R extends WatchedResource, V> implements ResourceUpdates<R> {

    private final Function<R, V> reader;
    private final Consumer<Batch<V>> sink;
    private final Set<String> known = new HashSet<>();
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
    record Batch<V>(List<Change<V>> changes, boolean complete) {}

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
        Set<String> gone = new HashSet<>(known);
        gone.removeAll(listed);
        gone.forEach(this::remove);
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
            remove(object.getMetadata().getUid());
        } else {
            put(object);
        }
        return true;
    }

    private void put(R object) {
        String uid = object.getMetadata().getUid();
        known.add(uid);
        collected.add(new Change<>(uid, Optional.of(reader.apply(object))));
    }

    private void remove(String uid) {
        known.remove(uid);
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
