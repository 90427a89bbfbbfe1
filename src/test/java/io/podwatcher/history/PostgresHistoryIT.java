package io.podwatcher.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.cache.Pods;
import io.podwatcher.history.store.Database;
import io.podwatcher.postgres.PostgresServer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The history in a real PostgreSQL: the model, and a database that fails in each of its ways. */
class PostgresHistoryIT {

    private static final String IP = "10.0.0.1";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static PostgresServer postgres;

    @BeforeAll
    static void startPostgres() throws Exception {
        postgres = PostgresServer.start();
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void eachAnswerIsTrueOrSaysThatNothingIsKnown() {
        try (Database database = new Database(postgres.url())) {
            database.migrate();
            new HistoryModel(database).ask(Integer.getInteger("history.questions", 5_000));
        }
    }

    @Test
    void replicasThatWriteTheSameAnswerAsOne() {
        try (RecordedMap one = new RecordedMap(postgres.url());
                RecordedMap other = new RecordedMap(postgres.url())) {
            // Given
            one.listed(Pods.live("two-a", "10.0.9.1"));
            other.listed(Pods.live("two-a", "10.0.9.1"));
            Instant ofA = one.moment();
            other.moment();
            one.gone("two-a");
            other.gone("two-a");
            Instant ofNobody = other.moment();

            // Then
            assertThat(other.verdict("10.0.9.1", ofA)).isEqualTo("two-a");
            assertThat(one.verdict("10.0.9.1", ofNobody)).isEqualTo("Nobody");

            // When
            one.stop();
            other.present(Pods.live("two-b", "10.0.9.1"));
            Instant ofB = other.moment();

            // Then
            assertThat(other.verdict("10.0.9.1", ofB)).isEqualTo("two-b");
        }
    }

    @Test
    void stoppedItIsUsedAgainAfterItsStart() throws Exception {
        surviving(map -> postgres.stop(), map -> postgres.restart());
    }

    @Test
    void pausedItIsUsedAgainWhenItGoesOn() throws Exception {
        surviving(map -> postgres.pause(), map -> postgres.proceed());
    }

    @Test
    void readOnlyItIsUsedAgainWhenItMayBeWritten() throws Exception {
        surviving(
                map -> {
                    postgres.execute("ALTER SYSTEM SET default_transaction_read_only = on");
                    postgres.execute("SELECT pg_reload_conf()");
                },
                map -> {
                    postgres.execute("ALTER SYSTEM RESET default_transaction_read_only");
                    postgres.execute("SELECT pg_reload_conf()");
                });
    }

    /** The table is locked by somebody else for longer than a statement may take. */
    @Test
    void lockedItIsUsedAgainWhenTheLockIsGone() throws Exception {
        Process[] locking = new Process[1];
        surviving(
                map -> locking[0] = postgres.startExecuting(
                        "BEGIN; LOCK TABLE ownership, coverage, recorder IN ACCESS EXCLUSIVE MODE;"
                                + " SELECT pg_sleep(600)"),
                map -> {
                    locking[0].destroy();
                    locking[0].waitFor();
                    postgres.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()");
                });
    }

    @Test
    void onAFullDiskItIsUsedAgainWhenThereIsRoom() throws Exception {
        try (PostgresServer small = PostgresServer.startOnDisk(120)) {
            surviving(
                    small,
                    map -> {
                        small.fillDisk();
                        // More than fits into what the tables have already.
                        for (int i = 0; i < 5_000; i++) {
                            map.present(Pods.live("pod-" + i, "10.1." + i / 250 + "." + i % 250));
                        }
                    },
                    map -> small.clearDisk());
        }
    }

    private interface Fault {
        void happen(RecordedMap map) throws Exception;
    }

    /** While the database fails lookups go on and a problem is told; afterwards all changes are there, or a gap is. */
    private void surviving(Fault begins, Fault ends) throws Exception {
        surviving(postgres, begins, ends);
    }

    private static void surviving(PostgresServer postgres, Fault begins, Fault ends) throws Exception {
        try (RecordedMap map = new RecordedMap(postgres.url())) {
            // Given
            map.listed(Pods.live("a", IP));
            Instant ofA = map.moment();

            // When
            begins.happen(map);
            map.gone("a");
            map.present(Pods.live("b", IP));
            await().atMost(TIMEOUT).until(() -> {
                map.confirm();
                return map.state().problem().isPresent();
            });
            Instant during = Instant.now();
            ends.happen(map);

            // Then
            await().atMost(TIMEOUT).until(() -> {
                map.confirm();
                return map.state().problem().isEmpty() && map.state().waiting() == 0;
            });
            Instant after = map.moment();
            assertThat(map.verdict(IP, ofA)).isEqualTo("a");
            assertThat(map.verdict(IP, during)).isIn("b", "Unknown");
            assertThat(map.verdict(IP, after)).isEqualTo("b");
        }
    }
}
