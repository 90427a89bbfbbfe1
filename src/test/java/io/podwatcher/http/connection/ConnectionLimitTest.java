package io.podwatcher.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.MaxMessagesRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.podwatcher.http.RawHttp;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens at the limit of open connections: four in all, three of one peer. */
class ConnectionLimitTest {

    private static final int BUFFER = 16 * 1024;

    /** More than the kernel buffers on both sides. */
    private static final String LARGE = "x".repeat(10_000_000);

    private volatile boolean memoryIsScarce;

    private final LimitedTransport transport =
            LimitedTransport.of(new ConnectionLimits(4, 3, BUFFER, 4 * BUFFER, BUFFER, BUFFER), () -> memoryIsScarce);
    private final Vertx vertx =
            Vertx.builder().withTransport(transport.transport()).build();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Deque<RawHttp> clients = new ArrayDeque<>();
    private final Deque<Runnable> kept = new ArrayDeque<>();
    private int port;

    @BeforeEach
    void listen() throws Exception {
        transport.count(vertx, registry);
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                .requestHandler(request -> {
                    switch (request.path()) {
                        case "/keep" -> kept.add(AcceptedConnection.keep(request.connection()));
                        case "/release" -> kept.remove().run();
                        case "/send" -> kept.add(AcceptedConnection.keepSending(request.connection()));
                        default -> {}
                    }
                    request.response()
                            .end(
                                    switch (request.path()) {
                                        case "/large" -> LARGE;
                                        case "/read" -> oneRead(request);
                                        default -> sendBuffer(request);
                                    });
                });
        port = server.listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .actualPort();
    }

    @AfterEach
    void close() throws Exception {
        clients.forEach(RawHttp::close);
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void aNewConnectionGetsInAndTheOneThatHasBeenSilentLongestIsClosed() {
        // Given
        RawHttp first = open("127.0.0.2", "/");
        RawHttp second = open("127.0.0.2", "/");
        open("127.0.0.3", "/");
        open("127.0.0.4", "/");
        first.get("/");

        // When
        RawHttp newest = open("127.0.0.5", "/");

        // Then
        assertThat(second.isClosedByServer()).isTrue();
        assertThat(first.get("/").status()).isEqualTo(200);
        assertThat(newest.get("/").status()).isEqualTo(200);
        assertThat(registry.get("pod.watcher.connections.closed")
                        .tag("reason", "room")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aNewcomerIsClosedBeforeAConnectionThatIsUsedRegularly() {
        // Given
        RawHttp proxy = open("127.0.0.2", "/");
        askOften(proxy);
        RawHttp newcomer = open("127.0.0.3", "/");
        open("127.0.0.4", "/");
        open("127.0.0.5", "/");

        // When
        open("127.0.0.6", "/");

        // Then
        assertThat(newcomer.isClosedByServer()).isTrue();
        assertThat(proxy.get("/").status()).isEqualTo(200);
    }

    @Test
    void regularConnectionsHoldNoMoreThanHalfOfAll() {
        // Given
        RawHttp first = open("127.0.0.2", "/");
        askOften(first);
        askOften(open("127.0.0.3", "/"));
        askOften(open("127.0.0.4", "/"));
        RawHttp newcomer = open("127.0.0.5", "/");

        // When
        open("127.0.0.6", "/");

        // Then
        assertThat(first.isClosedByServer()).isTrue();
        assertThat(newcomer.get("/").status()).isEqualTo(200);
    }

    private static void askOften(RawHttp client) {
        for (int i = 0; i < AcceptedConnection.REGULAR_AFTER; i++) {
            client.get("/");
        }
    }

    @Test
    void aPeerThatHasItsShareMakesRoomAmongItsOwn() {
        // Given
        RawHttp other = open("127.0.0.3", "/");
        RawHttp first = open("127.0.0.2", "/");
        open("127.0.0.2", "/");
        open("127.0.0.2", "/");

        // When
        RawHttp fourth = open("127.0.0.2", "/");

        // Then
        assertThat(first.isClosedByServer()).isTrue();
        assertThat(fourth.get("/").status()).isEqualTo(200);
        assertThat(other.get("/").status()).isEqualTo(200);
    }

    @Test
    void aConnectionThatIsKeptIsNotClosed() {
        // Given
        RawHttp waiting = open("127.0.0.2", "/keep");
        RawHttp idle = open("127.0.0.3", "/");
        open("127.0.0.4", "/keep");
        open("127.0.0.5", "/keep");

        // When
        RawHttp newest = open("127.0.0.6", "/");

        // Then
        assertThat(idle.isClosedByServer()).isTrue();
        assertThat(waiting.get("/").status()).isEqualTo(200);
        assertThat(newest.get("/").status()).isEqualTo(200);
    }

    @Test
    void aClientThatSendsMuchIsReadInSmallPartsBetweenWhichOthersHaveTheirTurn() {
        assertThat(open("127.0.0.2", "/").get("/read").body()).isEqualTo("1 4096");
    }

    @Test
    void theTasksThatWaitForAnEventLoopAreCounted() {
        assertThat(registry.get("netty.eventexecutor.tasks.pending").gauges()).isNotEmpty();
    }

    @Test
    void aNewConnectionIsRefusedWhileAllOthersAreKept() {
        // Given
        RawHttp first = open("127.0.0.2", "/keep");
        open("127.0.0.3", "/keep");
        open("127.0.0.4", "/keep");
        open("127.0.0.5", "/keep");

        // When
        RawHttp refused = connect("127.0.0.6");

        // Then
        assertThat(refused.isClosedByServer()).isTrue();
        assertThat(count("pod.watcher.connections.refused")).isEqualTo(1);

        // When
        first.get("/release");

        // Then
        assertThat(open("127.0.0.6", "/").get("/").status()).isEqualTo(200);
        assertThat(first.isClosedByServer()).isTrue();
    }

    @Test
    void theKernelBuffersMoreWhileALongAnswerIsSentAndNoLonger() {
        // Given
        RawHttp client = open("127.0.0.2", "/");
        int usual = Integer.parseInt(client.get("/").body());

        // When
        int whileSending = Integer.parseInt(client.get("/send").body());
        int withASecondAnswer = Integer.parseInt(client.get("/send").body());
        int afterTheFirst = Integer.parseInt(client.get("/release").body());
        int afterBoth = Integer.parseInt(client.get("/release").body());

        // Then
        assertThat(whileSending)
                .isGreaterThan(usual)
                .isEqualTo(withASecondAnswer)
                .isEqualTo(afterTheFirst);
        assertThat(afterBoth).isEqualTo(usual);
    }

    @Test
    void whenMemoryIsScarceAClientThatDoesNotReadIsDisconnected() {
        // Given
        memoryIsScarce = true;
        RawHttp reader = open("127.0.0.3", "/");

        // When
        RawHttp stalled = connect("127.0.0.2");
        stalled.send(RawHttp.request("GET", "/large"));

        // Then
        assertThat(stalled.isReset()).isTrue();
        assertThat(registry.get("pod.watcher.connections.closed")
                        .tag("reason", "unread")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
        assertThat(reader.get("/").status()).isEqualTo(200);
    }

    @Test
    void aClientThatSendsAndDoesNotReadIsDisconnectedOnceMemoryBecomesScarce() {
        // Given
        RawHttp stalled = connect("127.0.0.2");
        stalled.send(RawHttp.request("GET", "/large")).readHead();

        // When
        memoryIsScarce = true;
        stalled.send(RawHttp.request("GET", "/"));

        // Then
        assertThat(stalled.isReset()).isTrue();
    }

    /** Opens a connection and asks once, so that the server has seen it before this returns. */
    private RawHttp open(String from, String target) {
        RawHttp client = connect(from);
        assertThat(client.get(target).status()).isEqualTo(200);
        return client;
    }

    private RawHttp connect(String from) {
        RawHttp client = RawHttp.from(from, port);
        clients.add(client);
        return client;
    }

    /** What the system has made of the size of the buffer that was asked for. */
    private static String sendBuffer(HttpServerRequest request) {
        return Integer.toString(
                ((ConnectionBase) request.connection()).channel().config().getOption(ChannelOption.SO_SNDBUF));
    }

    /** How often a connection is read in one turn, and how many bytes at most. */
    @SuppressWarnings("deprecation") // The type that newHandle() returns.
    private static String oneRead(HttpServerRequest request) {
        MaxMessagesRecvByteBufAllocator allocator =
                ((ConnectionBase) request.connection()).channel().config().getRecvByteBufAllocator();
        RecvByteBufAllocator.Handle handle = allocator.newHandle();
        for (int i = 0; i < 100; i++) {
            handle.reset(new DefaultChannelConfig(new EmbeddedChannel()));
            handle.attemptedBytesRead(handle.guess());
            handle.lastBytesRead(handle.guess());
            handle.readComplete();
        }
        return allocator.maxMessagesPerRead() + " " + handle.guess();
    }

    private double count(String name) {
        return registry.get(name).functionCounter().count();
    }
}
