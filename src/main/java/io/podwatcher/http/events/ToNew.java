package io.podwatcher.http.events;

import java.util.List;

/** A page of all pods for streams of one audience that have come equally far; they go on from there. */
record ToNew(List<EventStream> streams, List<Listed> page) implements Telling {

    @Override
    public int tell(EventStream stream) {
        stream.list(page);
        return page.size();
    }

    @Override
    public void release() {
        page.forEach(listed -> listed.chunk().ifPresent(Chunk::release));
    }
}
