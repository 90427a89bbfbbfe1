package io.podwatcher.history.store;

import static io.podwatcher.history.store.SqlTimes.utc;

import io.podwatcher.messages.history.IntervalsRequest;
import io.podwatcher.messages.history.IntervalsRequest.Cursor;
import io.podwatcher.messages.history.IntervalsRequest.Subject;
import io.podwatcher.messages.history.PastOwnersRequest.Question;
import io.podwatcher.model.IpAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * Reads what all recorders have written. Each call sees one state of the database, so that coverage and stints belong
 * together. Its methods block, and throw what the database throws. Any thread.
 */
public final class PastReader {

    /** More stints of one IP that overlap at one moment than any recorder writes. */
    private static final int MAX_AT_ONCE = 100;

    private final Database database;

    public PastReader(Database database) {
        this.database = database;
    }

    /**
     * What is known of one IP at one moment.
     *
     * @param byRecorder the stints that are possible then, by the recorder that covers the moment; empty if none does
     * @param nearest the last covered moment before, if no recorder covers it, and the first one after
     */
    public record Evidence(Map<Long, List<Stint>> byRecorder, Nearest nearest) {}

    /** The covered moments that are nearest to one that is not covered. */
    public record Nearest(Optional<Instant> before, Optional<Instant> after) {

        static final Nearest NONE = new Nearest(Optional.empty(), Optional.empty());
    }

    /** Asks for the evidence of each question, in order, and passes it on with the recorders. */
    public <T> T evidence(List<Question> questions, Function<Answered, T> reader) {
        return read(handle -> {
            Recordings recordings = Recordings.read(handle);
            List<Evidence> evidence = new ArrayList<>(questions.size());
            for (Question question : questions) {
                evidence.add(evidence(handle, recordings, question));
            }
            return reader.apply(new Answered(evidence, recordings));
        });
    }

    /** The answer to several questions. */
    public record Answered(List<Evidence> evidence, Recordings recordings) {}

    private static Evidence evidence(Handle handle, Recordings recordings, Question question) {
        Map<Long, List<Stint>> byRecorder = new LinkedHashMap<>();
        for (long recorder : recordings.covering(question.at())) {
            byRecorder.put(recorder, possible(handle, recorder, question));
        }
        return new Evidence(byRecorder, byRecorder.isEmpty() ? recordings.nearest(question.at()) : Nearest.NONE);
    }

    private static List<Stint> possible(Handle handle, long recorder, Question question) {
        return handle.createQuery(
                        "SELECT * FROM ownership WHERE ip = :ip AND recorder = :recorder AND ended_before > :at"
                                + " AND (began_after IS NULL OR began_after < :at) ORDER BY ended_before LIMIT "
                                + MAX_AT_ONCE)
                .bind("ip", question.ip().toString())
                .bind("recorder", recorder)
                .bind("at", utc(question.at()))
                .map(StintRow::read)
                .list();
    }

    /**
     * The stints of one page.
     *
     * @param groups those of one IP and UID together, in the order of the page
     * @param next where the next page continues; empty on the last one
     */
    public record Page(List<List<Stint>> groups, Optional<Cursor> next, Recordings recordings) {}

    /** Reads one page; one more group than asked for shows whether there is another. */
    public Page page(IntervalsRequest request) {
        return read(handle -> {
            List<Key> keys = keys(handle, request);
            Optional<Cursor> next = keys.size() > request.max()
                    ? Optional.of(keys.get(request.max() - 1).cursor())
                    : Optional.empty();
            List<List<Stint>> groups = keys.stream()
                    .limit(request.max())
                    .map(key -> group(handle, key))
                    .toList();
            return new Page(groups, next, Recordings.read(handle));
        });
    }

    private record Key(String ip, String uid, Instant began) {

        private Cursor cursor() {
            return new Cursor(began, IpAddress.parse(ip).orElseThrow(), uid);
        }
    }

    private static List<Key> keys(Handle handle, IntervalsRequest request) {
        String sql = "SELECT ip, uid, MIN(began) AS first_began FROM ownership WHERE state = 'owned' AND "
                + condition(request.subject())
                + (request.from().isPresent() ? " AND ended_before > :from" : "")
                + (request.to().isPresent() ? " AND (began_after < :to OR began <= :to)" : "")
                + " GROUP BY ip, uid"
                + (request.after().isPresent()
                        ? " HAVING MIN(began) < :began OR MIN(began) = :began AND (ip > :ip OR ip = :ip AND uid > :uid)"
                        : "")
                + " ORDER BY first_began DESC, ip, uid LIMIT :limit";
        Query query = handle.createQuery(sql).bind("limit", request.max() + 1);
        bind(query, request.subject());
        request.from().ifPresent(from -> query.bind("from", utc(from)));
        request.to().ifPresent(to -> query.bind("to", utc(to)));
        request.after()
                .ifPresent(cursor -> query.bind("began", utc(cursor.from()))
                        .bind("ip", cursor.ip().toString())
                        .bind("uid", cursor.uid()));
        return query.map((row, context) ->
                        new Key(row.getString("ip"), row.getString("uid"), SqlTimes.instant(row, "first_began")))
                .list();
    }

    private static String condition(Subject subject) {
        if (subject instanceof Subject.OfIp) {
            return "ip = :subject";
        }
        return subject instanceof Subject.OfUid ? "uid = :subject" : "namespace = :namespace AND name = :name";
    }

    private static void bind(Query query, Subject subject) {
        if (subject instanceof Subject.OfIp one) {
            query.bind("subject", one.ip().toString());
        } else if (subject instanceof Subject.OfUid one) {
            query.bind("subject", one.uid());
        } else if (subject instanceof Subject.OfName one) {
            query.bind("namespace", one.namespace()).bind("name", one.name());
        }
    }

    private static List<Stint> group(Handle handle, Key key) {
        return handle.createQuery("SELECT * FROM ownership WHERE ip = :ip AND uid = :uid ORDER BY began")
                .bind("ip", key.ip())
                .bind("uid", key.uid())
                .map(StintRow::read)
                .list();
    }

    private <T> T read(Function<Handle, T> reader) {
        return database.jdbi().inTransaction(TransactionIsolationLevel.REPEATABLE_READ, reader::apply);
    }
}
