package io.podwatcher.http.events;

import java.util.List;

/**
 * Changes for one audience of those who keep up with their feed.
 *
 * @param from where the streams are that are to be told; others have gone ahead or fallen behind
 */
record ToMembers(List<EventStream> streams, List<Told> changes, long from, Members members) implements Telling {

    @Override
    public int tell(EventStream stream) {
        if (!stream.isAt(from)) {
            return 0;
        }
        if (!stream.take(changes)) {
            members.remove(stream);
        }
        return changes.size();
    }

    @Override
    public void release() {
        changes.forEach(told -> told.chunk().release());
    }
}
