package io.podwatcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ElapsedTimeTest {

    private final AtomicLong nanos = new AtomicLong(5);
    private final AtomicLong other = new AtomicLong(1_000_000);
    private final ElapsedTime clock = new ElapsedTime(nanos::get, other::get);

    @Test
    void itIsTheMonotonicClockAsLongAsBothRun() {
        // Given
        long before = clock.getAsLong();

        // When
        pass(Duration.ofHours(5));

        // Then
        assertThat(clock.getAsLong() - before).isEqualTo(Duration.ofHours(5).toNanos());
    }

    @Test
    void timeDuringWhichTheMonotonicClockStoodStillCountsWithTheFirstReading() {
        // Given
        long before = clock.getAsLong();
        pass(Duration.ofSeconds(6));

        // When
        standStill(Duration.ofSeconds(60));

        // Then
        assertThat(clock.getAsLong() - before).isEqualTo(Duration.ofSeconds(66).toNanos());
        pass(Duration.ofSeconds(1));
        assertThat(clock.getAsLong() - before).isEqualTo(Duration.ofSeconds(67).toNanos());
    }

    @Test
    void standstillsAddUp() {
        // Given
        long before = clock.getAsLong();

        // When
        for (int i = 0; i < 3; i++) {
            standStill(Duration.ofSeconds(10));
            clock.getAsLong();
        }

        // Then
        assertThat(clock.getAsLong() - before).isEqualTo(Duration.ofSeconds(30).toNanos());
    }

    @Test
    void timeOfDayThatIsSetBackIsIgnored() {
        // Given
        long before = clock.getAsLong();

        // When
        standStill(Duration.ofHours(-1));

        // Then
        assertThat(clock.getAsLong()).isEqualTo(before);
        standStill(Duration.ofSeconds(60));
        assertThat(clock.getAsLong() - before).isEqualTo(Duration.ofSeconds(60).toNanos());
    }

    @Test
    void timeOfDayThatIsSlewedIsIgnored() {
        // Given
        long before = clock.getAsLong();

        // When
        for (int second = 0; second < 10_000; second++) {
            pass(Duration.ofSeconds(1));
            standStill(Duration.ofNanos(500_000));
            clock.getAsLong();
        }

        // Then
        assertThat(clock.getAsLong() - before)
                .isEqualTo(Duration.ofSeconds(10_000).toNanos());
    }

    @Test
    void threadThatIsInterruptedBetweenTheClocksSeesNoStandstill() {
        // Given
        List<Runnable> interruptions = new ArrayList<>();
        ElapsedTime slow = new ElapsedTime(nanos::get, () -> {
            interruptions.forEach(Runnable::run);
            return other.get();
        });
        long before = slow.getAsLong();

        // When
        interruptions.add(() -> pass(Duration.ofSeconds(5)));
        slow.getAsLong();
        interruptions.clear();

        // Then
        assertThat(slow.getAsLong() - before).isEqualTo(Duration.ofSeconds(5).toNanos());
    }

    @RepeatedTest(20)
    void itNeverGoesBackWhicheverThreadsRead() {
        // Given
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<CompletableFuture<Void>> readers = new ArrayList<>();
        AtomicLong latest = new AtomicLong(clock.getAsLong());
        for (int thread = 0; thread < 4; thread++) {
            readers.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 5_000; i++) {
                    long known = latest.get();
                    long now = clock.getAsLong();
                    assertThat(now).as("seed %d", seed).isGreaterThanOrEqualTo(known);
                    latest.accumulateAndGet(now, Math::max);
                }
            }));
        }

        // When
        while (readers.stream().anyMatch(reader -> !reader.isDone())) {
            if (random.nextInt(10) == 0) {
                standStill(Duration.ofSeconds(1 + random.nextInt(5)));
            } else {
                pass(Duration.ofMillis(random.nextInt(40)));
            }
        }

        // Then
        readers.forEach(CompletableFuture::join);
    }

    private void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
        other.addAndGet(duration.toNanos());
    }

    private void standStill(Duration duration) {
        other.addAndGet(duration.toNanos());
    }
}
