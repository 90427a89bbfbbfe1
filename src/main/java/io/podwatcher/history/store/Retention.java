package io.podwatcher.history.store;

import static io.podwatcher.history.store.SqlTimes.utc;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Removes what is older than is to be kept, and the oldest of what is more. Readers take nothing for covered before
 * that moment, so that what was removed is unknown instead of nobody's. Its methods block, and throw what the database
 * throws.
 */
public final class Retention {

    /** The maximum number of rows that one transaction deletes: others must not wait for it long. */
    private static final int MAX_DELETED = 10_000;

    private final Database database;
    private final Duration keep;
    private final long maxIntervals;

    public Retention(Database database, Duration keep, long maxIntervals) {
        this.database = database;
        this.keep = keep;
        this.maxIntervals = maxIntervals;
    }

    /**
     * Removes some of what is too old or too much.
     *
     * @return whether more is left to remove
     */
    public boolean removeSome(Instant now) {
        return database.jdbi().inTransaction(handle -> {
            Instant oldest = now.minus(keep);
            Instant from = beyondMax(handle).filter(oldest::isBefore).orElse(oldest);
            Optional<Instant> end = endOfPart(handle, from);
            Instant cut = end.orElse(from);
            removeBefore(handle, cut);
            return end.isPresent();
        });
    }

    /** The end of the first interval that is kept, if there are too many. */
    private Optional<Instant> beyondMax(Handle handle) {
        long count = handle.createQuery("SELECT COUNT(*) FROM ownership")
                .mapTo(Long.class)
                .one();
        return count <= maxIntervals ? Optional.empty() : nthEnd(handle, count - maxIntervals, Stint.OPEN);
    }

    /** The end of the last interval of this part; empty if all that end before can be deleted at once. */
    private static Optional<Instant> endOfPart(Handle handle, Instant before) {
        return nthEnd(handle, MAX_DELETED, before);
    }

    private static Optional<Instant> nthEnd(Handle handle, long n, Instant before) {
        return handle.createQuery("SELECT ended_before FROM ownership WHERE ended_before < :before"
                        + " ORDER BY ended_before OFFSET :n ROWS FETCH NEXT 1 ROWS ONLY")
                .bind("before", utc(before))
                .bind("n", n)
                .map((row, context) -> SqlTimes.instant(row, "ended_before"))
                .findOne();
    }

    private static void removeBefore(Handle handle, Instant cut) {
        execute(handle, "DELETE FROM ownership WHERE ended_before < :cut", cut);
        execute(handle, "DELETE FROM coverage WHERE ended < :cut", cut);
        execute(handle, "UPDATE retention SET kept_from = :cut WHERE kept_from < :cut", cut);
        execute(
                handle,
                "DELETE FROM recorder r WHERE written_at < :cut"
                        + " AND NOT EXISTS (SELECT 1 FROM coverage c WHERE c.recorder = r.id)",
                cut);
    }

    private static void execute(Handle handle, String sql, Instant cut) {
        handle.createUpdate(sql).bind("cut", utc(cut)).execute();
    }
}
