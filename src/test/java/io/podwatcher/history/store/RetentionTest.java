package io.podwatcher.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.cache.Pods;
import io.podwatcher.history.store.Recorders.Opened;
import io.podwatcher.messages.history.PastOwnersRequest.Question;
import io.podwatcher.messages.history.PastPod;
import io.podwatcher.messages.history.TimeRange;
import io.podwatcher.model.IpAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetentionTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final IpAddress IP = Pods.ip("10.0.0.1");

    private final Database database = new Database("jdbc:h2:mem:retention");
    private final Recorders recorders = new Recorders(database, true);
    private Opened opened;

    @BeforeEach
    void start() {
        database.migrate();
        opened = recorders.open("test", START);
    }

    @AfterEach
    void close() {
        Tables.clear(database);
        database.close();
    }

    @Test
    void whatIsTooOldIsUnknown() {
        // Given
        write(100);

        // When
        new Retention(database, Duration.ofMinutes(50), 1_000_000).removeSome(START.plusSeconds(6000));

        // Then
        assertThat(Tables.intervals(database)).isBetween(49L, 51L);
        assertThat(isCovered(START.plusSeconds(60))).isFalse();
        assertThat(isCovered(START.plusSeconds(5900))).isTrue();
    }

    @Test
    void whatIsTooMuchIsRemovedFromTheOldestOn() {
        write(100);

        new Retention(database, Duration.ofDays(1), 30).removeSome(START.plusSeconds(6000));

        assertThat(Tables.intervals(database)).isBetween(29L, 31L);
        assertThat(isCovered(START.plusSeconds(60))).isFalse();
        assertThat(isCovered(START.plusSeconds(5900))).isTrue();
    }

    @Test
    void aLongBacklogIsRemovedInParts() {
        write(25_000);
        Retention retention = new Retention(database, Duration.ofMinutes(1), 1_000_000);
        Instant now = START.plus(Duration.ofMinutes(30_000));

        int parts = 1;
        while (retention.removeSome(now)) {
            parts++;
        }

        assertThat(parts).isEqualTo(3);
        assertThat(Tables.intervals(database)).isZero();
    }

    /** A recorder that still writes must not make covered again what has been removed. */
    @Test
    void coverageThatIsWrittenAgainStaysCut() {
        write(100);
        new Retention(database, Duration.ofMinutes(50), 1_000_000).removeSome(START.plusSeconds(6000));

        recorders.write(
                opened.recorder(),
                "test",
                2,
                new Batch(Map.of(), List.of(), List.of(new TimeRange(START, START.plusSeconds(6100)))));

        assertThat(isCovered(START.plusSeconds(60))).isFalse();
        assertThat(isCovered(START.plusSeconds(6050))).isTrue();
    }

    /** One pod each minute. */
    private void write(int minutes) {
        List<Stint> stints = new ArrayList<>();
        for (int i = 0; i < minutes; i++) {
            Instant from = START.plus(Duration.ofMinutes(i));
            PastPod pod = new PastPod("uid-" + i, "shop", "pod", "node", "sa", Optional.empty(), Optional.empty());
            stints.add(new Stint(
                    opened.recorder(),
                    IP,
                    new Holder.Owner(pod),
                    Optional.of(from),
                    from,
                    from.plusSeconds(59),
                    from.plusSeconds(60)));
        }
        TimeRange all = new TimeRange(START, START.plus(Duration.ofMinutes(minutes)));
        assertThat(recorders.write(opened.recorder(), "test", 1, new Batch(Map.of(), stints, List.of(all))))
                .isTrue();
    }

    private boolean isCovered(Instant at) {
        return new PastReader(database)
                .evidence(
                        List.of(new Question(IP, at)),
                        answered -> !answered.evidence().get(0).byRecorder().isEmpty());
    }
}
