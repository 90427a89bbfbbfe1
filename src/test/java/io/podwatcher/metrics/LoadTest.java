package io.podwatcher.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final Instant START = Instant.parse("2026-11-23T09:30:00.25Z");

    private final MeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private Duration passed = Duration.ZERO;
    private final Load load = new Load(registry, () -> passed.toNanos() - 7, new ScriptedClock());

    @Test
    void thereIsNothingToTellBeforeTheFirstIntervalIsOver() {
        // Then
        assertThat(load.json()).hasToString("{\"authorize_mode\":\"enforce\",\"interval_seconds\":5,\"samples\":[]}");
    }

    @Test
    void lookupsOfAllEndpointsAndResultsAreCountedTogether() {
        // Given
        lookups("pod", "owned", 40);
        lookups("pod", "not_found", 12);
        lookups("authorize", "overloaded", 10);

        // When
        sampleAfter(5);

        // Then
        assertThat(samples().getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("at", "2026-11-23T09:30:05Z")
                        .put("lookups_per_second", 12.4)
                        .putNull("p99_seconds")
                        .put("untrusted_forwarded", 0));
    }

    @Test
    void untrustedHeadersOfAllLoopsAreCountedInTheIntervalInWhichTheyCame() {
        // Given
        registry.counter("pod.watcher.untrusted.forwarded").increment(3);
        sampleAfter(5);

        // When
        registry.counter("pod.watcher.untrusted.forwarded").increment(2);
        sampleAfter(5);

        // Then
        assertThat(samples().getJsonObject(0).getInteger("untrusted_forwarded")).isEqualTo(3);
        assertThat(samples().getJsonObject(1).getInteger("untrusted_forwarded")).isEqualTo(2);
    }

    @Test
    void aSampleTellsOfItsOwnIntervalOnly() {
        // Given
        lookups("pod", "owned", 100);
        took("pod", 1, Duration.ofMillis(80));
        sampleAfter(5);

        // When
        lookups("pod", "owned", 5);
        sampleAfter(5);

        // Then
        assertThat(samples().getJsonObject(1).getDouble("lookups_per_second")).isEqualTo(1.0);
        assertThat(samples().getJsonObject(1).getDouble("p99_seconds")).isNull();
    }

    @Test
    void aLateTimerIsNoBurst() {
        // Given
        lookups("pod", "owned", 100);

        // When
        sampleAfter(20);

        // Then
        assertThat(samples().getJsonObject(0).getDouble("lookups_per_second")).isEqualTo(5.0);
    }

    @Test
    void whatWasCountedBeforeTheStartIsNotTold() {
        // Given
        lookups("pod", "owned", 100);
        Load later = new Load(registry, () -> passed.toNanos(), new ScriptedClock());

        // When
        passed = passed.plusSeconds(5);
        later.sample();

        // Then
        JsonArray samples = later.json().toJsonObject().getJsonArray("samples");
        assertThat(samples.getJsonObject(0).getDouble("lookups_per_second")).isZero();
    }

    @Test
    void theSlowestHundredthIsSoughtWithinItsBucket() {
        // Given: rank 198 of 200 is the 98th of 100 in the bucket from 100 to 250 µs
        took("pod", 100, Duration.ofNanos(40_000));
        took("authorize", 100, Duration.ofNanos(180_000));

        // When
        sampleAfter(5);

        // Then
        assertThat(samples().getJsonObject(0).getDouble("p99_seconds")).isCloseTo(0.000247, within(1e-9));
    }

    @Test
    void inTheFirstBucketItIsSoughtFromZero() {
        // Given
        took("pod", 10, Duration.ofNanos(1_000));

        // When
        sampleAfter(5);

        // Then
        assertThat(samples().getJsonObject(0).getDouble("p99_seconds")).isCloseTo(0.00005, within(1e-6));
    }

    @Test
    void whatIsBeyondAllBucketsIsAtLeastTheLastBound() {
        // Given
        took("pod", 1, Duration.ofMinutes(1));

        // When
        sampleAfter(5);

        // Then
        assertThat(samples().getJsonObject(0).getDouble("p99_seconds")).isEqualTo(5.0);
    }

    @Test
    void aQuarterOfAnHourIsKeptOldestFirst() {
        // When
        for (int i = 1; i <= 181; i++) {
            lookups("pod", "owned", 5 * i);
            sampleAfter(5);
        }

        // Then
        assertThat(samples()).hasSize(180);
        assertThat(samples().getJsonObject(0).getDouble("lookups_per_second")).isEqualTo(2.0);
        assertThat(samples().getJsonObject(0).getString("at")).isEqualTo("2026-11-23T09:30:10Z");
        assertThat(samples().getJsonObject(179).getDouble("lookups_per_second")).isEqualTo(181.0);
    }

    private JsonArray samples() {
        return load.json().toJsonObject().getJsonArray("samples");
    }

    private void sampleAfter(long seconds) {
        passed = passed.plusSeconds(seconds);
        load.sample();
    }

    private void lookups(String endpoint, String result, int times) {
        Counter.builder("pod.watcher.lookups")
                .tag("endpoint", endpoint)
                .tag("result", result)
                .register(registry)
                .increment(times);
    }

    private void took(String endpoint, int times, Duration each) {
        Timer timer = Timer.builder("pod.watcher.lookup")
                .tag("endpoint", endpoint)
                .serviceLevelObjectives(
                        Duration.ofNanos(50_000),
                        Duration.ofNanos(100_000),
                        Duration.ofNanos(250_000),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(5))
                .register(registry);
        for (int i = 0; i < times; i++) {
            timer.record(each.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** The time of day, as long after the start as has passed. */
    private final class ScriptedClock extends Clock {

        @Override
        public Instant instant() {
            return START.plus(passed);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
