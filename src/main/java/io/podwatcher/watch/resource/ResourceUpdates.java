package io.podwatcher.watch.resource;

import io.fabric8.kubernetes.client.Watcher.Action;
import io.podwatcher.model.MapVersion;
import java.util.List;

/** Takes what lists and watches read. On the worker of its verticle. */
public interface ResourceUpdates<R> {

    /**
     * A list starts.
     *
     * @param full whether to forget first what is known, because the list must report everything
     */
    void beginList(boolean full);

    /** Takes objects from the list; returns whether progress is due to be reported. */
    boolean listed(List<R> objects);

    /** How many objects the list in progress has reported; 0 if there is none. */
    int listed();

    /**
     * The list is complete.
     *
     * @param trueAt when the list was requested
     * @param version the version of the list
     */
    void endList(long trueAt, String version);

    /** Takes an event from the watch; returns whether it is clear which object it was about. */
    boolean event(Action action, R object);

    /** Passes on the events that have been collected. */
    void flush();

    /** The version of all that has been passed on by {@link #flush}, for updates whose reader needs it. */
    default MapVersion version() {
        return MapVersion.UNKNOWN;
    }
}
