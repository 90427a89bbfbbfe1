package io.podwatcher.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;

/**
 * Writes the log on a thread of its own and never blocks the thread that logs: a full pipe behind standard output would
 * otherwise stop every event loop that logs. Events that do not fit into the queue are dropped and counted, and a note
 * in the log replaces them. Any thread.
 *
 * <p>{@link #stop()} waits for queued events, but no longer than {@link #FLUSH_MILLIS}.
 */
public final class NonBlockingAppender extends AsyncAppender {

    /** Events that may be queued. At DEBUG a list logs 256 lines at a time; a full queue takes about 1 MB of heap. */
    static final int QUEUE_SIZE = 2048;

    /** Places reserved for warnings and errors. */
    static final int RESERVED = QUEUE_SIZE / 8;

    /** How long a stop may take when nobody reads the log; well within the time the whole service has to stop. */
    static final int FLUSH_MILLIS = 2000;

    private final Object lock = new Object();
    private long dropped;
    private long droppedSinceNote;
    private boolean noteQueued;

    NonBlockingAppender() {
        setQueueSize(QUEUE_SIZE);
        setNeverBlock(true);
        setDiscardingThreshold(0);
        setMaxFlushTime(FLUSH_MILLIS);
    }

    /** How many events have been dropped since the start. */
    public long dropped() {
        synchronized (lock) {
            return dropped;
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        // Formats the message; outside the lock, because that may be slow.
        preprocess(event);
        synchronized (lock) {
            // Events are added only here, so the capacity cannot shrink before this one is added.
            int capacity = getRemainingCapacity();
            // One place is always free for the note.
            if (capacity > (isDiscardable(event) ? RESERVED : 1)) {
                super.append(event);
                return;
            }
            dropped++;
            droppedSinceNote++;
            if (!noteQueued) {
                noteQueued = true;
                super.append(new Note());
            }
        }
    }

    private long endNote() {
        synchronized (lock) {
            long count = droppedSinceNote;
            droppedSinceNote = 0;
            noteQueued = false;
            return count;
        }
    }

    /**
     * Marks the place in the log where events were dropped. It is counted when it is written, so it covers all until
     * then.
     */
    private final class Note extends LoggingEvent {

        private String text;

        private Note() {
            super(NonBlockingAppender.class.getName(), logger(), Level.WARN, "", null, null);
        }

        @Override
        public void prepareForDeferredProcessing() {
            // Does nothing: it would format the message now.
        }

        @Override
        public String getFormattedMessage() {
            if (text == null) {
                text = endNote() + " lines were dropped here: standard output is not read fast enough";
            }
            return text;
        }
    }

    private Logger logger() {
        return ((LoggerContext) getContext()).getLogger(NonBlockingAppender.class);
    }
}
