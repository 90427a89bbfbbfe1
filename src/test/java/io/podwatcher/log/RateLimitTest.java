package io.podwatcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1);
    private final RateLimit limit = new RateLimit(nanoTime::get, 3);
    private final List<Long> lines = new ArrayList<>();

    @Test
    void whatHappensAFewTimesIsSaidEachTime() {
        // When
        happens(3);

        // Then
        assertThat(lines).containsExactly(1L, 1L, 1L);
    }

    @Test
    void whatHappensAThousandTimesAtOnceIsSaidAFewTimes() {
        // When
        happens(1000);

        // Then
        assertThat(lines).hasSize(3);
    }

    @Test
    void whatWasLeftOutIsToldWithTheNextLine() {
        // Given
        happens(10);

        // When
        passes(Duration.ofSeconds(10));
        happens(1);

        // Then
        assertThat(lines).containsExactly(1L, 1L, 1L, 8L);
    }

    @Test
    void whileItGoesOnThereIsALineEveryTenSeconds() {
        // When
        for (int second = 0; second < 100; second++) {
            happens(5);
            passes(Duration.ofSeconds(1));
        }

        // Then
        assertThat(lines).hasSize(3 + 9);
        assertThat(lines.stream().mapToLong(Long::longValue).sum()).isBetween(450L, 500L);
    }

    @Test
    void afterAQuietTimeAFewMayComeTogetherAgainAndNoMore() {
        // Given
        happens(10);

        // When
        passes(Duration.ofHours(5));
        happens(10);

        // Then
        assertThat(lines).hasSize(3 + 3);
    }

    @Test
    void theEndOfALineTellsHowManyWereLeftOut() {
        assertThat(RateLimit.leftOut(1)).isEmpty();
        assertThat(RateLimit.leftOut(8)).isEqualTo(" (7 lines like this left out)");
    }

    private void happens(int times) {
        for (int i = 0; i < times; i++) {
            limit.report(1, lines::add);
        }
    }

    private void passes(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }
}
