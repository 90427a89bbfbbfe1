package io.podwatcher.http.events;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.http.events.frame.Topic;
import io.podwatcher.messages.map.PageRequest;
import io.podwatcher.model.label.LabelSelector;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client of a subscriber that takes what it is sent only when the test says so. One thread. */
final class FakeClient implements StreamConnection {

    static final Topic ALL_PODS = topic(Optional.empty(), false);

    final List<Subscriber> writable = new ArrayList<>();
    final List<Subscriber> closed = new ArrayList<>();
    final Subscriber subscriber;
    private final List<Promise<Void>> writes = new ArrayList<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private Runnable gone = () -> {};
    private int taken;
    int resets;
    int releases;

    FakeClient(Topic topic) {
        subscriber = new Subscriber(topic, this, meters(), writable::add, closed::add);
    }

    /** A client that follows all pods, uncompressed. */
    FakeClient() {
        this(ALL_PODS);
    }

    static Topic topic(Optional<String> namespace, boolean gzip) {
        return new Topic(new PageRequest.Filter(namespace, Optional.empty(), LabelSelector.EVERYTHING), gzip);
    }

    static EventMeters meters() {
        return new EventMeters(new SimpleMeterRegistry(), () -> 0, () -> 0);
    }

    /** Takes all that was written. */
    void takeAll() {
        while (taken < writes.size()) {
            writes.get(taken++).complete();
        }
    }

    /** Closes the connection, as a client does that has enough. */
    void leave() {
        gone.run();
    }

    int writes() {
        return writes.size();
    }

    byte[] received() {
        return received.toByteArray();
    }

    String text() {
        return received.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void onGone(Runnable handler) {
        gone = handler;
    }

    @Override
    public Future<Void> write(Buffer bytes) {
        received.writeBytes(bytes.getBytes());
        Promise<Void> write = Promise.promise();
        writes.add(write);
        return write.future();
    }

    @Override
    public Future<Void> end(byte[] last) {
        received.writeBytes(last);
        return Future.succeededFuture();
    }

    @Override
    public void reset() {
        resets++;
    }

    @Override
    public void release() {
        releases++;
    }
}
