package io.podwatcher.http.events;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Sends the same frames to many subscribers, to some of them in each turn of the event loop, so that the loop reads its
 * lookups in between. It runs on the event loop of its hub; several deliveries may be in progress.
 */
final class FanOut {

    /** Frames that are written in one turn, which takes about a millisecond. */
    private static final int WRITES_PER_TURN = 64;

    /** How many writes the encoding of frames counts as. */
    private static final int ENCODING = 16;

    private final Executor nextTurn;
    private final Runnable makeRoom;

    /**
     * @param nextTurn runs a task after the event loop has read its connections
     * @param makeRoom is run before frames are encoded, because they take memory
     */
    FanOut(Executor nextTurn, Runnable makeRoom) {
        this.nextTurn = nextTurn;
        this.makeRoom = makeRoom;
    }

    /**
     * Frames of one topic and who gets them. Both are asked for when their turn comes, so that one topic's frames are
     * released before the next one's are encoded, and nothing is encoded for subscribers that have gone.
     *
     * @param subscribers those that are to get the frames
     * @param frames encodes the frames
     * @param send sends the frames to one of the subscribers
     */
    record Delivery(
            Supplier<List<Subscriber>> subscribers,
            Supplier<List<Frame>> frames,
            BiConsumer<Subscriber, List<Frame>> send) {}

    /** Completes when all deliveries are made; fails if one of them throws, and the rest is not made then. */
    Future<Void> send(List<Delivery> deliveries) {
        Run run = new Run(deliveries.iterator());
        run.turn();
        return run.done.future();
    }

    /** Some deliveries in progress. */
    private final class Run {

        private final Iterator<Delivery> deliveries;
        private final Promise<Void> done = Promise.promise();
        private BiConsumer<Subscriber, List<Frame>> send = (subscriber, frames) -> {};
        private Iterator<Subscriber> subscribers = Collections.emptyIterator();
        private List<Frame> frames = List.of();

        Run(Iterator<Delivery> deliveries) {
            this.deliveries = deliveries;
        }

        void turn() {
            try {
                int budget = WRITES_PER_TURN;
                while (budget > 0) {
                    if (subscribers.hasNext()) {
                        send.accept(subscribers.next(), frames);
                        budget -= frames.size();
                    } else {
                        release();
                        if (!deliveries.hasNext()) {
                            done.complete();
                            return;
                        }
                        begin(deliveries.next());
                        budget -= ENCODING;
                    }
                }
            } catch (RuntimeException bug) {
                release();
                done.fail(bug);
                return;
            }
            nextTurn.execute(this::turn);
        }

        private void begin(Delivery delivery) {
            makeRoom.run();
            List<Subscriber> receivers = delivery.subscribers().get();
            if (!receivers.isEmpty()) {
                frames = delivery.frames().get();
                send = delivery.send();
                subscribers = receivers.iterator();
            }
        }

        private void release() {
            frames.forEach(Frame::release);
            frames = List.of();
        }
    }
}
