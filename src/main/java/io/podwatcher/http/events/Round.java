package io.podwatcher.http.events;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells many streams, some in each turn of the event loop, so that the lookups of that loop come in between. What is told is
 * encoded only when its turn comes, and released before the next.
 */
final class Round {

    /** Chunks written in one turn: about a millisecond. */
    private static final int WRITES_A_TURN = 64;

    /** What encoding counts as. */
    private static final int ENCODING = 16;

    /** Netty would go on with tasks for up to a second before it reads its connections again; a timer ends that. */
    private static final long PAUSE_MILLIS = 1;

    private final Vertx vertx;
    private final Runnable makeRoom;
    private final Iterator<Supplier<Telling>> tellings;
    private final Promise<Void> told = Promise.promise();
    private Iterator<EventStream> streams = Collections.emptyIterator();
    private Optional<Telling> telling = Optional.empty();

    /**
     * @param makeRoom runs before anything is encoded, which takes memory
     */
    Round(Vertx vertx, Runnable makeRoom, List<Supplier<Telling>> tellings) {
        this.vertx = vertx;
        this.makeRoom = makeRoom;
        this.tellings = tellings.iterator();
    }

    /** Complete when all have been told, or have left. */
    Future<Void> run() {
        turn();
        return told.future();
    }

    private void turn() {
        try {
            int left = WRITES_A_TURN;
            while (left > 0) {
                if (streams.hasNext()) {
                    left -= telling.orElseThrow().tell(streams.next());
                } else {
                    release();
                    if (!tellings.hasNext()) {
                        told.complete();
                        return;
                    }
                    makeRoom.run();
                    Telling next = tellings.next().get();
                    telling = Optional.of(next);
                    streams = next.streams().iterator();
                    left -= ENCODING;
                }
            }
        } catch (RuntimeException bug) {
            release();
            told.fail(bug);
            return;
        }
        vertx.setTimer(PAUSE_MILLIS, timer -> turn());
    }

    private void release() {
        telling.ifPresent(Telling::release);
        telling = Optional.empty();
    }
}
