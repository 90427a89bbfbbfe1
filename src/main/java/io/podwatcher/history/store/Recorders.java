package io.podwatcher.history.store;

import static io.podwatcher.history.store.SqlTimes.utc;

import io.podwatcher.messages.history.TimeRange;
import io.podwatcher.model.IpAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Writes the observations of one process. Each process writes rows of a recorder of its own, so that replicas do not
 * disturb one another. Its methods block, and throw what the database throws. Any thread.
 */
public final class Recorders {

    /** After this time without a batch, another process may continue a recorder. */
    private static final String LEASE = "INTERVAL '60' SECOND";

    private static final String ENDED_OR_OURS = "holder = '' OR holder = :holder";

    private final Database database;

    /** The condition that this process may write for a recorder. */
    private final String isFree;

    /**
     * @param exclusive whether no other process can have the database open, so that each recorder is free
     */
    public Recorders(Database database, boolean exclusive) {
        this.database = database;
        this.isFree = exclusive ? "TRUE" : "(" + ENDED_OR_OURS + " OR written_at < CURRENT_TIMESTAMP - " + LEASE + ")";
    }

    /**
     * A recorder that this process holds.
     *
     * @param batches how many batches have been written
     * @param coveredTo the last moment that it covers; empty for a new one
     * @param open the holder's key of each IP that had one then
     */
    public record Opened(long recorder, long batches, Optional<Instant> coveredTo, Map<IpAddress, String> open) {}

    /**
     * Continues the recorder that nobody holds and that was written last, or creates one.
     *
     * @param holder identifies this process
     * @param now a recorder that covers a later moment is not continued: clocks differ
     */
    public Opened open(String holder, Instant now) {
        return database.jdbi().inTransaction(handle -> {
            Optional<Long> free = handle
                    .createQuery("SELECT id FROM recorder r WHERE " + isFree
                            + " AND NOT EXISTS (SELECT 1 FROM coverage c WHERE c.recorder = r.id AND c.ended > :now)"
                            + " ORDER BY CASE WHEN holder = :holder THEN 0 ELSE 1 END, written_at DESC")
                    .bind("holder", holder)
                    .bind("now", utc(now))
                    .mapTo(Long.class)
                    .list()
                    .stream()
                    .filter(id -> take(handle, id, holder))
                    .findFirst();
            return free.map(id -> opened(handle, id)).orElseGet(() -> create(handle, holder));
        });
    }

    /** Whether it was still free: another process may start at the same moment. */
    private boolean take(Handle handle, long id, String holder) {
        return handle.createUpdate("UPDATE recorder SET holder = :holder, written_at = CURRENT_TIMESTAMP"
                                + " WHERE id = :id AND " + isFree)
                        .bind("holder", holder)
                        .bind("id", id)
                        .execute()
                == 1;
    }

    private static Opened create(Handle handle, String holder) {
        long id = handle.createUpdate(
                        "INSERT INTO recorder (holder, batches, written_at) VALUES (:holder, 0, CURRENT_TIMESTAMP)")
                .bind("holder", holder)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        return new Opened(id, 0, Optional.empty(), Map.of());
    }

    private static Opened opened(Handle handle, long id) {
        Map<IpAddress, String> open = new HashMap<>();
        handle.createQuery("SELECT * FROM ownership WHERE recorder = :id AND ended_before = :open")
                .bind("id", id)
                .bind("open", utc(Stint.OPEN))
                .setFetchSize(1000)
                .map(StintRow::read)
                .forEach(stint -> open.put(stint.ip(), stint.holder().key()));
        long batches = handle.createQuery("SELECT batches FROM recorder WHERE id = :id")
                .bind("id", id)
                .mapTo(Long.class)
                .one();
        Optional<Instant> coveredTo = handle.createQuery(
                        "SELECT MAX(ended) AS covered_to FROM coverage WHERE recorder = :id")
                .bind("id", id)
                .map((row, context) -> SqlTimes.instantIfThere(row, "covered_to"))
                .one();
        return new Opened(id, batches, coveredTo, open);
    }

    /**
     * Writes a batch, exactly once however often it is tried.
     *
     * @param number one more than the number of batches before
     * @return false if another process holds the recorder now; then nothing was written
     */
    public boolean write(long recorder, String holder, long number, Batch batch) {
        return database.jdbi().inTransaction(handle -> {
            int counted = handle.createUpdate("UPDATE recorder SET batches = :number, written_at = CURRENT_TIMESTAMP"
                            + " WHERE id = :id AND holder = :holder AND batches = :number - 1")
                    .bind("number", number)
                    .bind("id", recorder)
                    .bind("holder", holder)
                    .execute();
            if (counted == 0) {
                return isWritten(handle, recorder, holder, number);
            }
            end(handle, recorder, batch.ends());
            begin(handle, batch);
            batch.coverage().forEach(range -> cover(handle, recorder, range));
            return true;
        });
    }

    private static boolean isWritten(Handle handle, long recorder, String holder, long number) {
        return handle.createQuery("SELECT COUNT(*) FROM recorder"
                                + " WHERE id = :id AND holder = :holder AND batches = :number")
                        .bind("id", recorder)
                        .bind("holder", holder)
                        .bind("number", number)
                        .mapTo(Long.class)
                        .one()
                == 1;
    }

    private static void end(Handle handle, long recorder, Map<IpAddress, Stint.End> ends) {
        if (ends.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("UPDATE ownership SET ended = :ended, ended_before = :endedBefore"
                + " WHERE ip = :ip AND recorder = :recorder AND ended_before = :open");
        ends.forEach((ip, end) -> batch.bind("ended", utc(end.ended()))
                .bind("endedBefore", utc(end.endedBefore()))
                .bind("ip", ip.toString())
                .bind("recorder", recorder)
                .bind("open", utc(Stint.OPEN))
                .add());
        batch.execute();
    }

    private static void begin(Handle handle, Batch written) {
        if (written.begun().isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(StintRow.INSERT);
        written.begun().forEach(stint -> StintRow.bind(batch, stint).add());
        batch.execute();
    }

    private static void cover(Handle handle, long recorder, TimeRange range) {
        int extended = handle.createUpdate("UPDATE coverage SET ended = :ended WHERE recorder = :id AND began = :began")
                .bind("ended", utc(range.to()))
                .bind("id", recorder)
                .bind("began", utc(range.from()))
                .execute();
        if (extended == 0) {
            handle.createUpdate("INSERT INTO coverage (recorder, began, ended) VALUES (:id, :began, :ended)")
                    .bind("id", recorder)
                    .bind("began", utc(range.from()))
                    .bind("ended", utc(range.to()))
                    .execute();
        }
    }

    /** This process writes no more: another may continue the recorder at once. */
    public void release(long recorder, String holder) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "UPDATE recorder SET holder = '' WHERE id = :id AND holder = :holder")
                        .bind("id", recorder)
                        .bind("holder", holder)
                        .execute());
    }
}
