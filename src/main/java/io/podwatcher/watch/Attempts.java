package io.podwatcher.watch;

import io.podwatcher.messages.RestartReason;
import java.time.Duration;

/** Brings to the watch's worker what is heard of the requests to the API server, on whatever thread that is heard. */
final class Attempts implements Contact.Listener {

    private final Worker worker;
    private final ListProgress progress;
    private final Recovery recovery;
    private final Runnable opened;
    private final Runnable expired;

    /**
     * @param opened to be run on the worker when a watch is open
     * @param expired to be run on the worker when only a list can help
     */
    Attempts(Worker worker, ListProgress progress, Recovery recovery, Runnable opened, Runnable expired) {
        this.worker = worker;
        this.progress = progress;
        this.recovery = recovery;
        this.opened = opened;
        this.expired = expired;
    }

    @Override
    public void listBegins() {
        worker.run(() -> {
            progress.begins();
            recovery.listBegins();
        });
    }

    @Override
    public void watchBegins() {
        worker.run(recovery::watchBegins);
    }

    @Override
    public void watchBeginsNowhere() {
        // Behind the opening, which is under way, and before anything that the watch brings.
        worker.later(() -> {
            recovery.failed(
                    RestartReason.UNREADABLE,
                    "the last event had no resource version, so the watch cannot go on behind it");
            expired.run();
        });
    }

    @Override
    public void watchOpened() {
        worker.run(() -> {
            recovery.watchOpened();
            opened.run();
        });
    }

    @Override
    public void heard() {
        worker.run(recovery::heard);
    }

    @Override
    public void requestFailed(RestartReason reason, String words, Duration retryAfter) {
        worker.run(() -> recovery.failed(reason, words, retryAfter));
    }

    @Override
    public void watchRefused() {
        worker.run(recovery::watchRefused);
    }

    @Override
    public void watchExpired() {
        worker.run(() -> {
            recovery.watchExpired();
            expired.run();
        });
    }
}
