package io.podwatcher.http.events;

import java.util.List;

/** Changes for streams of one audience that have fallen behind; they go on from there. */
record ToBehind(List<EventStream> streams, List<Told> changes) implements Telling {

    @Override
    public int tell(EventStream stream) {
        stream.catchUp(changes);
        return changes.size();
    }

    @Override
    public void release() {
        changes.forEach(told -> told.chunk().release());
    }
}
