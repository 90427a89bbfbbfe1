package io.podwatcher.http.connection.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.podwatcher.http.connection.request.RefusalMeters.Refusal;
import io.podwatcher.messages.Messages;
import io.podwatcher.messages.lookup.LookupResult;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one client may send: each limit, what is answered at it, and that nobody else notices. */
@ExtendWith(VertxExtension.class)
class ReceiveLimitsTest {

    private static final String LOOKUP = "/pod?ip=10.0.0.1";
    private static final String HEAD = "GET " + LOOKUP + " HTTP/1.1\r\nHost: localhost\r\n";
    private static final Duration AT_ONCE = Duration.ofMillis(200);
    private static final Duration NEVER = Duration.ofHours(1);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private FakeCache cache;
    private Vertx vertx;
    private Service service;

    @BeforeEach
    void listen(Vertx vertx) {
        this.vertx = vertx;
        Messages.register(vertx);
        cache = new FakeCache(vertx).listen();
        cache.owns("10.0.0.1", FakeCache.pod("default", "web", 0));
    }

    /** With the usual limits, but no time that ends during a test. */
    private void start() {
        start(new ReceiveLimits(NEVER, ReceiveLimits.USUAL.heldBytes(), NEVER, NEVER));
    }

    private void start(ReceiveLimits limits) {
        service = Service.deploy(vertx, limits, registry);
    }

    @Test
    void aHundredHeadersAreReadAndOneMoreIsRefused() {
        // Given
        start();
        String hundred = HEAD + "x: y\r\n".repeat(99);

        // Then
        try (RawHttp client = service.connect()) {
            assertThat(client.send(hundred + "\r\n").read().status()).isEqualTo(200);
            assertRefused(client.send(hundred + "x: y\r\n\r\n"), 431, Refusal.HEADERS_TOO_LONG);
        }
    }

    @Test
    void headersThatNobodyReadsMayBeLong() {
        // Given
        start();

        try (RawHttp client = service.connect()) {
            assertThat(client.send(HEAD + "Cookie: " + "c".repeat(60_000) + "\r\n\r\n")
                            .read()
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "accept-encoding", "If-None-Match", "LAST-EVENT-ID", "Connection"})
    void headersThatAreReadMayNot(String name) {
        // Given
        start();

        try (RawHttp client = service.connect()) {
            assertRefused(
                    client.send(HEAD + name + ": " + "1".repeat(4096) + "\r\n\r\n"), 431, Refusal.HEADERS_TOO_LONG);
        }
    }

    @Test
    void aHeadThatIsNotCompleteInTimeIsRefused() {
        // Given
        start(new ReceiveLimits(AT_ONCE, ReceiveLimits.USUAL.heldBytes(), NEVER, NEVER));

        // Then
        try (RawHttp client = service.connect()) {
            assertRefused(client.send("GET /pod?ip=10.0"), 408, Refusal.REQUEST_TIMEOUT);
        }
        try (RawHttp client = service.connect()) {
            assertRefused(client.send(HEAD), 408, Refusal.REQUEST_TIMEOUT);
        }
        try (RawHttp client = service.connect()) {
            assertThat(client.get(LOOKUP).status()).isEqualTo(200);
            assertRefused(client.send(HEAD + "Ho"), 408, Refusal.REQUEST_TIMEOUT);
        }
    }

    @Test
    void aClientThatTricklesAHeadGainsNoTime() throws InterruptedException {
        // Given
        start(new ReceiveLimits(AT_ONCE, ReceiveLimits.USUAL.heldBytes(), NEVER, NEVER));
        try (RawHttp client = service.connect().send(HEAD)) {

            // When
            Thread trickle = new Thread(() -> trickleUntilClosed(client));
            trickle.start();

            // Then
            assertThat(client.read().status()).isEqualTo(408);
            trickle.join(20_000);
            assertThat(trickle.isAlive()).isFalse();
        }
    }

    private static void trickleUntilClosed(RawHttp client) {
        try {
            // Not until it is answered: until it is closed. Each byte is a read of its own for the server.
            while (true) {
                client.send("x");
                // Slower than would reach the limit of a head's size before its time is over.
                LockSupport.parkNanos(100_000);
            }
        } catch (RuntimeException closed) {
            assertThat(closed).hasCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void anIdleConnectionIsNotTimed() {
        // Given
        start(new ReceiveLimits(AT_ONCE, ReceiveLimits.USUAL.heldBytes(), NEVER, NEVER));
        try (RawHttp idle = service.connect();
                RawHttp slow = service.connect()) {
            assertThat(idle.get(LOOKUP).status()).isEqualTo(200);

            // When: another one that began later has run out of its time
            assertRefused(slow.send(HEAD), 408, Refusal.REQUEST_TIMEOUT);

            // Then
            assertThat(idle.get(LOOKUP).status()).isEqualTo(200);
        }
    }

    @Test
    void anAnswerThatTakesLongIsNotTimed() {
        // Given
        start(new ReceiveLimits(AT_ONCE, ReceiveLimits.USUAL.heldBytes(), NEVER, NEVER));
        cache.withhold();
        try (RawHttp waiting = service.connect().send(RawHttp.request("GET", LOOKUP));
                RawHttp slow = service.connect()) {
            await().until(() -> !cache.lookups().isEmpty());

            // When
            assertThat(slow.send(HEAD).read().status()).isEqualTo(408);
            cache.release();

            // Then
            assertThat(waiting.read().status()).isEqualTo(200);
            assertThat(waiting.get(LOOKUP).status()).isEqualTo(200);
        }
    }

    @Test
    void aBodyThatIsNotCompleteInTimeCostsTheConnectionAndNotTheAnswer() {
        // Given
        start(new ReceiveLimits(AT_ONCE, ReceiveLimits.USUAL.heldBytes(), NEVER, NEVER));
        try (RawHttp client = service.connect()) {

            // When
            client.send(HEAD + "Content-Length: 5000000000\r\n\r\nabc");

            // Then
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThat(refused(Refusal.BODY_NOT_READ)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5000000000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\nfffff\r\n"})
    void aLongBodyCostsTheConnectionAndNotTheAnswer(String headers) {
        // Given
        start();
        try (RawHttp client = service.connect()) {

            // When
            client.send(HEAD + headers + "x".repeat(2 * ReceiveLimits.MAX_BODY));

            // Then
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThat(refused(Refusal.BODY_NOT_READ)).isEqualTo(1);
    }

    @Test
    void aLongLineBetweenChunksIsNotReadToItsEnd() {
        // Given
        start();

        try (RawHttp client = service.connect()) {
            client.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n1;" + "x".repeat(10_000));
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aShortBodyLeavesTheConnectionOpen() {
        // Given
        start();

        try (RawHttp client = service.connect()) {
            for (String rest : new String[] {
                "Content-Length: 16000\r\n\r\n" + "x".repeat(16_000),
                "Transfer-Encoding: chunked\r\n\r\n1000\r\n" + "x".repeat(4096) + "\r\n0\r\nx: y\r\n\r\n"
            }) {
                assertThat(client.send(HEAD + rest).read().status()).isEqualTo(200);
                assertThat(client.get(LOOKUP).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void unfinishedHeadsOfAllConnectionsTogetherAreBounded() {
        // Given
        start(new ReceiveLimits(NEVER, 300_000, NEVER, NEVER));
        List<RawHttp> clients = new ArrayList<>();
        try {
            // When
            for (int i = 0; i < 20; i++) {
                clients.add(service.connect().send(HEAD + "Cookie: " + "c".repeat(50_000)));
            }

            // Then
            await().until(() -> refused(Refusal.TOO_MANY_UNFINISHED) >= 10);
            RawHttp.Response refused = clients.get(19).read();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("retry-after")).isEqualTo("1");
            assertThat(service.get(LOOKUP).status()).isEqualTo(200);
        } finally {
            clients.forEach(RawHttp::close);
        }

        // And: what is closed is not counted any more
        await().untilAsserted(() -> {
            try (RawHttp client = service.connect().send(HEAD + "Cookie: " + "c".repeat(50_000))) {
                service.hasReadEverything();
                assertThat(client.send("\r\n\r\n").read().status()).isEqualTo(200);
            }
        });
    }

    @Test
    void whatWaitsForAnAnswerCountsUntilItHasIt() {
        // Given: questions of 4 KB each, of which the half fits
        start(new ReceiveLimits(NEVER, 50_000, NEVER, NEVER));
        cache.withhold();
        List<RawHttp> clients = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            clients.add(service.connect()
                    .send("GET " + LOOKUP + "&x=" + "y".repeat(4000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        }

        // When
        await().until(() -> refused(Refusal.TOO_MANY_UNFINISHED) > 0);
        cache.release();

        // Then
        List<Integer> answers =
                clients.stream().map(client -> client.read().status()).toList();
        assertThat(answers).contains(200, 503).containsOnly(200, 503);
        assertThat(service.get(LOOKUP + "&x=" + "y".repeat(4000)).status()).isEqualTo(200);
        clients.forEach(RawHttp::close);
    }

    @Test
    void aRequestThatIsRefusedAtOnceIsAnsweredAfterTheOneBeforeIt() {
        // Given: a request that keeps nearly all that may be held
        start(new ReceiveLimits(NEVER, 1000, NEVER, NEVER));
        cache.withhold();
        String long900 = "1".repeat(900);
        try (RawHttp client = service.connect()) {
            client.send(HEAD + "If-None-Match: " + long900 + "\r\nLast-Event-ID: " + long900 + "\r\nAccept-Encoding: "
                    + long900 + "\r\n\r\n");
            await().until(() -> cache.lookups().size() == 1);

            // When
            client.send("GET /nowhere");
            service.hasReadEverything();
            cache.release();

            // Then
            assertThat(client.read().status()).isEqualTo(200);
            assertRefused(client, 503, Refusal.TOO_MANY_UNFINISHED);
        }
    }

    @Test
    void aBodyThatIsAnsweredUnreadBehindAnotherAnswerCostsTheConnection() {
        // Given: a refused request whose body is not decoded before the answer to the one before it
        start();
        cache.withhold();
        try (RawHttp client = service.connect()) {
            client.send(RawHttp.request("GET", LOOKUP + "&trace=1")
                    + "POST /lookup?" + "x".repeat(4100)
                    + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n" + "x".repeat(100));
            await().until(() -> cache.lookups().size() == 1);
            service.hasReadEverything();

            // When
            cache.release();

            // Then
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.read().status()).isEqualTo(414);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void manyPipelinedRequestsAreAnsweredInTheirOrderAndFewHeldAtOnce() {
        // Given
        start();
        cache.withhold();
        int count = 1000;
        try (RawHttp client = service.connect()) {

            // When
            for (int i = 0; i < count; i++) {
                client.send(RawHttp.request("GET", i % 2 == 0 ? LOOKUP : "/nowhere"));
            }
            service.hasReadEverything();
            cache.release();

            // Then
            for (int i = 0; i < count; i++) {
                assertThat(client.read().status()).as("answer %s", i).isEqualTo(i % 2 == 0 ? 200 : 404);
            }
            assertThat(client.get(LOOKUP).status()).isEqualTo(200);
        }
    }

    @Test
    void manyPipelinedRequestsAreAnsweredToAClientThatSendsNothingMore() {
        // Given
        start();
        cache.withhold();
        int count = 100;
        try (RawHttp client = service.connect()) {

            // When
            client.send(RawHttp.request("GET", LOOKUP).repeat(count)).endSending();
            service.hasReadEverything();
            cache.release();

            // Then
            for (int i = 0; i < count; i++) {
                assertThat(client.read().status()).as("answer %s", i).isEqualTo(200);
            }
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {LOOKUP, "/pod?ip=10.0.0.9", "/pods", "/health", "/authorize?namespace=default", "/nowhere"})
    void aClientThatSendsNothingMoreGetsItsAnswer(String target) {
        // Given
        start();
        cache.withhold();
        try (RawHttp client = service.connect()) {

            // When
            client.send(RawHttp.request("GET", target)).endSending();
            service.hasReadEverything();
            cache.release();

            // Then
            assertThat(client.read().status()).isBetween(200, 404);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aClientThatSendsNothingMoreAndWaitsIsTakenForGoneAfterAWhile() {
        // Given
        start(new ReceiveLimits(NEVER, ReceiveLimits.USUAL.heldBytes(), AT_ONCE, NEVER));
        try (RawHttp client = service.connect()) {

            // When
            client.send(RawHttp.request("GET", "/pod?ip=10.0.0.9&wait=60s")).endSending();

            // Then
            await().until(() -> cache.cancelled().size() == 1);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aClientThatSendsNothingMoreMayWaitForItsIp() {
        // Given
        start();
        try (RawHttp client = service.connect()) {
            client.send(RawHttp.request("GET", "/pod?ip=10.0.0.9&wait=60s")).endSending();
            await().until(() -> cache.waits().size() == 1);

            // When
            cache.answerWaits(new LookupResult.Owned(FakeCache.pod("default", "late", 0)));

            // Then
            assertThat(client.read().json().getString("name")).isEqualTo("late");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {LOOKUP, "/pods", "/events", "/", "/load"})
    void aNameThatAWebSiteMayOwnIsNotAnsweredOnThisMachine(String target) {
        // Given
        start();

        try (RawHttp client = service.connect()) {
            assertRefused(
                    client.send("GET " + target + " HTTP/1.1\r\nHost: pods.example.com:8080\r\n\r\n"),
                    421,
                    Refusal.WRONG_HOST);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/ready", "/authorize?namespace=default"})
    void whatShowsNothingOfTheMapIsAnsweredUnderEveryName(String target) {
        // Given
        start();

        try (RawHttp client = service.connect()) {
            assertThat(client.send("GET " + target + " HTTP/1.1\r\nHost: pods.example.com\r\n\r\n")
                            .read()
                            .status())
                    .isIn(200, 403);
        }
    }

    @Test
    void otherMachinesMayAskUnderEveryName() {
        // Given
        start();

        try (RawHttp client = RawHttp.from("127.0.0.2", service.port())) {
            assertThat(client.send("GET " + LOOKUP + " HTTP/1.1\r\nHost: pods.example.com\r\n\r\n")
                            .read()
                            .status())
                    .isEqualTo(200);
        }
    }

    private void assertRefused(RawHttp client, int status, Refusal refusal) {
        double before = refused(refusal);
        RawHttp.Response answer = client.read();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.reason()).isEqualTo(refusal.code());
        assertThat(answer.header("connection")).isEqualTo("close");
        assertThat(client.isClosedByServer()).isTrue();
        assertThat(refused(refusal)).isPositive().isGreaterThanOrEqualTo(before);
        assertThat(service.get(LOOKUP).status()).isEqualTo(200);
    }

    private double refused(Refusal refusal) {
        return registry.get("pod.watcher.http.refused")
                .tag("reason", refusal.code())
                .counter()
                .count();
    }
}
