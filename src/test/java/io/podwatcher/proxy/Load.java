package io.podwatcher.proxy;

import io.podwatcher.http.RawHttp;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Callers without pauses, each on its own thread and connection, until they are stopped. */
public final class Load implements AutoCloseable {

    private static final long LONGEST_CALL_MILLIS = 30_000;

    private final Collection<Call> calls = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    public Load from(String caller, int port) {
        Thread thread = new Thread(() -> callAgainAndAgain(caller, port), "calls from " + caller);
        threads.add(thread);
        thread.start();
        return this;
    }

    private void callAgainAndAgain(String caller, int port) {
        while (!stopped) {
            callUntilItFails(caller, port);
        }
    }

    /** A proxy may close a connection at any time; a call that fails for that reason was not let in. */
    private void callUntilItFails(String caller, int port) {
        long began = System.nanoTime();
        try (RawHttp client = RawHttp.from(caller, port)) {
            while (!stopped) {
                began = System.nanoTime();
                RawHttp.Response answer = client.get("/a");
                Optional<Reached> reached = Optional.of(answer)
                        .filter(it -> it.headers().containsKey("x-upstream"))
                        .map(Reached::of);
                calls.add(new Call(caller, began, System.nanoTime(), reached));
            }
        } catch (UncheckedIOException e) {
            calls.add(new Call(caller, began, System.nanoTime(), Optional.empty()));
        }
    }

    /** The calls so far. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** How many calls of this caller were let in, or were not. */
    public long count(String caller, boolean letIn) {
        return calls.stream()
                .filter(call -> call.from().equals(caller) && call.reached().isPresent() == letIn)
                .count();
    }

    /** Returns when all calls have ended. */
    public void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join(LONGEST_CALL_MILLIS);
        }
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
