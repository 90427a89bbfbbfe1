package io.podwatcher.http.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.http.FakeCache;
import io.podwatcher.log.LogLines;
import io.podwatcher.messages.CacheClient;
import io.podwatcher.messages.Messages;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.map.MapSize;
import io.podwatcher.messages.map.StatusReply;
import io.podwatcher.messages.watch.WatchAge;
import io.podwatcher.messages.watch.WatchReport;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.MapVersion;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class LookupBatcherTest {

    private final List<String> outcomes = new CopyOnWriteArrayList<>();
    private FakeCache cache;
    private Context context;
    private LookupBatcher batcher;

    @BeforeEach
    void create(Vertx vertx) {
        Messages.register(vertx);
        cache = new FakeCache(vertx).listen();
        context = vertx.getOrCreateContext();
        batcher = new LookupBatcher(CacheClient.overBus(vertx.eventBus(), Duration.ofMinutes(1)), context);
    }

    @Test
    void lookupsOfOneTurnOfTheLoopTravelTogether() {
        // Given
        cache.refuses("10.0.0.2", FakeCache.AMBIGUOUS);

        // When
        lookup("10.0.0.1", "10.0.0.2", "10.0.0.3");

        // Then
        await().until(() -> outcomes.size() == 3);
        assertThat(cache.lookups()).containsExactly(List.of("10.0.0.1", "10.0.0.2", "10.0.0.3"));
        assertThat(outcomes)
                .containsExactly("10.0.0.1 NOT_FOUND", "10.0.0.2 " + FakeCache.AMBIGUOUS, "10.0.0.3 NOT_FOUND");
    }

    @Test
    void aFullQueueRefusesAtOnceAndKeepsWhatIsInIt() {
        // Given
        cache.withhold();
        lookup("10.255.0.1");
        await().until(() -> cache.lookups().size() == 1);
        String[] queue = IntStream.range(0, LookupBatcher.MAX_WAITING)
                .mapToObj(i -> "10.0." + i / 256 + "." + i % 256)
                .toArray(String[]::new);
        lookup(queue);

        // When
        lookup("10.255.0.2");

        // Then
        await().until(() -> !outcomes.isEmpty());
        assertThat(outcomes).containsExactly("10.255.0.2 overloaded");
        cache.release();
        await().until(() -> outcomes.size() == queue.length + 2);
        assertThat(cache.lookups().get(1)).containsExactly(queue);
        assertThat(outcomes.subList(1, outcomes.size())).allMatch(outcome -> outcome.endsWith("NOT_FOUND"));
    }

    @Test
    void aQueueThatHasEmptiedTakesLookupsAgain() {
        // Given
        cache.withhold();
        lookup("10.255.0.1");
        await().until(() -> cache.lookups().size() == 1);
        lookup(IntStream.range(0, LookupBatcher.MAX_WAITING)
                .mapToObj(i -> "10.0.0.1")
                .toArray(String[]::new));
        cache.release();
        await().until(() -> outcomes.size() == LookupBatcher.MAX_WAITING + 1);

        // When
        lookup("10.255.0.3");

        // Then
        await().until(() -> outcomes.contains("10.255.0.3 NOT_FOUND"));
    }

    @Test
    void answerThatWaitedForItsEventLoopIsAsOldAsThatByTheClockOfTheMap() {
        // Given: confirmed 5.9 s ago
        AtomicLong clock = new AtomicLong(5_900_000_000L);
        AtomicLong told = new AtomicLong(-1);
        cache.is(new StatusReply(true, MapSize.EMPTY, new WatchAge(0, clock::get), 0, 0, WatchReport.INITIAL));
        cache.withhold();
        context.runOnContext(turn -> batcher.lookup(FakeCache.ip("10.0.0.1"), new LookupBatcher.Receiver() {
            @Override
            public void answered(List<LookupResult> answers, int first, long age, MapVersion version) {
                told.set(age);
            }

            @Override
            public void overloaded() {}

            @Override
            public void failed() {}
        }));
        await().until(() -> cache.lookups().size() == 1);

        // When: the machine is suspended between the cache's answer and ours, which System.nanoTime does not show
        clock.addAndGet(Duration.ofMillis(66_100).toNanos());
        cache.release();

        // Then
        await().until(() -> told.get() >= 0);
        assertThat(told.get()).isEqualTo(72);
    }

    @Test
    void aLookupThatIsRepeatedBecauseTheCacheHasNotRepliedIsRefusedAtOnce(Vertx vertx) {
        // Given
        cache.withhold();
        batcher = new LookupBatcher(CacheClient.overBus(vertx.eventBus(), Duration.ofMillis(1)), context);
        IpAddress ip = FakeCache.ip("10.0.0.1");

        // When
        context.runOnContext(turn -> batcher.lookup(ip, new LookupBatcher.Receiver() {
            @Override
            public void answered(List<LookupResult> answers, int first, long age, MapVersion version) {}

            @Override
            public void overloaded() {
                batcher.lookup(ip, new Recorder(ip, outcomes));
            }

            @Override
            public void failed() {}
        }));

        // Then
        await().until(() -> outcomes.contains("10.0.0.1 overloaded"));
        assertThat(cache.lookups()).hasSize(1);
    }

    @Test
    void batchesThatAreNotAnsweredAreSummedUpInTheLog(Vertx vertx) {
        // Given
        cache.withhold();
        batcher = new LookupBatcher(CacheClient.overBus(vertx.eventBus(), Duration.ofMillis(1)), context);
        try (LogLines log = new LogLines()) {

            // When
            for (int i = 1; i <= 1000; i++) {
                int asked = i;
                lookup("10.0.0.1");
                await().pollInterval(Duration.ofMillis(1)).until(() -> outcomes.size() == asked);
            }

            // Then
            assertThat(outcomes).containsOnly("10.0.0.1 overloaded");
            assertThat(log.with("not answered by the cache")).hasSizeBetween(1, 10);
            assertThat(log.with("not answered by the cache").get(0)).startsWith("1 lookups ");
        }
    }

    @Test
    void lookupsThatAFullQueueRefusesAreSummedUpToo() {
        // Given
        cache.withhold();
        lookup("10.255.0.1");
        await().until(() -> cache.lookups().size() == 1);
        try (LogLines log = new LogLines()) {

            // When
            lookup(IntStream.range(0, LookupBatcher.MAX_WAITING + 1000)
                    .mapToObj(i -> "10.0.0.1")
                    .toArray(String[]::new));

            // Then
            await().until(() -> outcomes.size() == 1000);
            assertThat(log.with("not answered by the cache: 8192 wait")).hasSizeBetween(1, 10);
            cache.release();
        }
    }

    @Test
    void aFailureOfOneAnswerIsNotThatOfTheOthersInItsBatch() {
        // Given
        try (LogLines log = new LogLines()) {

            // When
            context.runOnContext(turn -> {
                batcher.lookup(FakeCache.ip("10.0.0.1"), new Recorder(FakeCache.ip("10.0.0.1"), outcomes));
                batcher.lookup(FakeCache.ip("10.0.0.2"), new Failing(outcomes));
                batcher.lookup(FakeCache.ip("10.0.0.3"), new Recorder(FakeCache.ip("10.0.0.3"), outcomes));
            });

            // Then
            await().until(() -> outcomes.size() == 3);
            assertThat(outcomes).containsExactly("10.0.0.1 NOT_FOUND", "failed", "10.0.0.3 NOT_FOUND");
            assertThat(log.with("A lookup failed")).hasSize(1);
        }
    }

    @Test
    void aFailureOfOneIsNotThatOfTheOthersWhereTheCacheDoesNotAnswer(Vertx vertx) {
        // Given
        cache.withhold();
        batcher = new LookupBatcher(CacheClient.overBus(vertx.eventBus(), Duration.ofMillis(1)), context);

        // When
        context.runOnContext(turn -> {
            batcher.lookup(FakeCache.ip("10.0.0.2"), new Failing(outcomes));
            batcher.lookup(FakeCache.ip("10.0.0.3"), new Recorder(FakeCache.ip("10.0.0.3"), outcomes));
        });

        // Then
        await().until(() -> outcomes.size() == 2);
        assertThat(outcomes).containsExactly("failed", "10.0.0.3 overloaded");
    }

    private record Failing(List<String> outcomes) implements LookupBatcher.Receiver {

        @Override
        public void answered(List<LookupResult> answers, int first, long age, MapVersion version) {
            throw new IllegalStateException("scripted failure");
        }

        @Override
        public void overloaded() {
            throw new IllegalStateException("scripted failure");
        }

        @Override
        public void failed() {
            outcomes.add("failed");
        }
    }

    /** Looks up all of these in one turn of the loop. */
    private void lookup(String... ips) {
        context.runOnContext(turn -> {
            for (String ip : ips) {
                batcher.lookup(FakeCache.ip(ip), new Recorder(FakeCache.ip(ip), outcomes));
            }
        });
    }

    private record Recorder(IpAddress ip, List<String> outcomes) implements LookupBatcher.Receiver {

        @Override
        public void answered(List<LookupResult> answers, int first, long age, MapVersion version) {
            outcomes.add(ip + " " + answers.get(first));
        }

        @Override
        public void overloaded() {
            outcomes.add(ip + " overloaded");
        }

        @Override
        public void failed() {
            outcomes.add(ip + " failed");
        }
    }
}
