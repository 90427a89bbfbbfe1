package io.podwatcher.http.events;

import io.podwatcher.http.events.frame.Frame;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Sends the same frames to many subscribers in several steps, so that the event loop reads lookups in between. On the
 * event loop of its hub; several deliveries may be in progress.
 */
final class FanOut {

    /** Frames written in one step, which takes about a millisecond. */
    private static final int WRITES_PER_STEP = 64;

    /** Encoding frames counts as this many writes. */
    private static final int ENCODING = 16;

    private final Executor afterReads;
    private final Runnable makeRoom;

    /**
     * @param afterReads runs a task after the event loop has read its connections
     * @param makeRoom runs before frames are encoded, because they take memory
     */
    FanOut(Executor afterReads, Runnable makeRoom) {
        this.afterReads = afterReads;
        this.makeRoom = makeRoom;
    }

    /**
     * The frames of one topic and their receivers. Both are requested only when the delivery starts, so that one
     * topic's frames are released before the next one's are encoded, and nothing is encoded for subscribers that have
     * gone.
     *
     * @param subscribers the receivers of the frames
     * @param frames encodes the frames
     * @param send sends the frames to one of the subscribers
     */
    record Delivery(
            Supplier<List<Subscriber>> subscribers,
            Supplier<List<Frame>> frames,
            BiConsumer<Subscriber, List<Frame>> send) {}

    /** Completes when all deliveries are done; fails if one of them throws, and skips the rest. */
    Future<Void> send(List<Delivery> deliveries) {
        Run run = new Run(deliveries.iterator());
        run.step();
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

        void step() {
            try {
                int budget = WRITES_PER_STEP;
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
                        start(deliveries.next());
                        budget -= ENCODING;
                    }
                }
            } catch (RuntimeException bug) {
                release();
                done.fail(bug);
                return;
            }
            afterReads.execute(this::step);
        }

        private void start(Delivery delivery) {
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
