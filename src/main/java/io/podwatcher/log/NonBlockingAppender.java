package io.podwatcher.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;

/**
 * Writes the log on a thread of its own and never makes the thread that logs wait: a pipe behind standard output that
 * nobody reads would otherwise stop every event loop that has something to say. Events that find no room are dropped
 * and counted, and where they are missing the log says how many. Any thread.
 *
 * <p>{@link #stop()} waits for what is still queued, but no longer than {@link #FLUSH_MILLIS}.
 */
public final class NonBlockingAppender extends AsyncAppender {

    /** Events that may wait. At DEBUG a list logs 256 lines at a time; full of usual lines this is 1 MB of heap. */
    static final int ROOM = 2048;

    /** The last places are for warnings and errors. */
    static final int RESERVED = ROOM / 8;

    /** How long a stop may take when nobody reads the log; well within the time that the whole service has to stop. */
    static final int FLUSH_MILLIS = 2000;

    private final Object lock = new Object();
    private long dropped;
    private long droppedSinceNote;
    private boolean noteWaits;

    /** For logback.xml. */
    public NonBlockingAppender() {
        setQueueSize(ROOM);
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
        // Formats the message; not under the lock, because arguments may take their time.
        preprocess(event);
        synchronized (lock) {
            // Nothing but this adds events, so the room that there is now cannot become less before the event is added.
            int room = getRemainingCapacity();
            // One place is always left for the note.
            if (room > (isDiscardable(event) ? RESERVED : 1)) {
                super.append(event);
                return;
            }
            dropped++;
            droppedSinceNote++;
            if (!noteWaits) {
                noteWaits = true;
                super.append(new Note());
            }
        }
    }

    private long endNote() {
        synchronized (lock) {
            long count = droppedSinceNote;
            droppedSinceNote = 0;
            noteWaits = false;
            return count;
        }
    }

    /**
     * Stands in the log where events are missing. Its count is taken when it is written, so it covers all until then.
     */
    private final class Note extends LoggingEvent {

        private String text;

        private Note() {
            super(NonBlockingAppender.class.getName(), logger(), Level.WARN, "", null, null);
        }

        @Override
        public void prepareForDeferredProcessing() {
            // Would format the message now.
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
