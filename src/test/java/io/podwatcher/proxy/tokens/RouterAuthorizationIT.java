package io.podwatcher.proxy.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.fission.Routers;
import io.podwatcher.http.FakeCache;
import io.podwatcher.http.FakeSigner;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.podwatcher.http.token.TokenOptions;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.fission.RoutesChanged;
import io.podwatcher.messages.fission.RoutesState;
import io.podwatcher.model.Cidr;
import io.podwatcher.model.PeerList;
import io.podwatcher.proxy.Callers;
import io.podwatcher.proxy.Proxy;
import io.podwatcher.proxy.Reached;
import io.podwatcher.proxy.Snippet;
import io.podwatcher.proxy.Upstream;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What Fission's router gets behind a Caddy that is configured as src/docs/tokens.md says. */
@ExtendWith(VertxExtension.class)
class RouterAuthorizationIT {

    private static final Pattern COPIED = Pattern.compile("(?m)^\\s*copy_headers .*$");

    private Upstream router;
    private Proxy caddy;
    private int port;

    @BeforeEach
    void start(Vertx vertx, @TempDir Path folder) throws IOException {
        FakeCache cache = new FakeCache(vertx).listen();
        cache.owns(Callers.CART, FakeCache.pod("shop", "cart", "till", "{}"));
        cache.owns(Callers.PLAYER, FakeCache.pod("media", "player", "film", "{}"));
        new FakeSigner(vertx).listen();
        Service service = Service.startWithTokens(
                vertx,
                PeerList.of(Cidr.parse("127.0.0.1/32")),
                new TokenOptions(Optional.empty(), System::nanoTime),
                false,
                new SimpleMeterRegistry());
        vertx.eventBus()
                .publish(
                        BusAddresses.ROUTES,
                        new RoutesChanged(new RoutesState.Known(
                                Routers.ordered("shop/cart prefix=/shop"), 1, FakeCache.age(0), Optional.empty())),
                        BusAddresses.LOCAL);
        service.hasReadEverything();
        router = new Upstream();
        port = MockCluster.freePort();
        Snippet snippet = Snippet.documented("fission-all-namespaces.Caddyfile");
        caddy = Proxy.caddy(
                folder,
                snippet.with(copied(snippet.text()), documented())
                        .asks("127.0.0.1:" + service.port())
                        .passesOnTo("router.fission.svc.cluster.local:80", router.port())
                        .listensOn(port),
                port);
    }

    @AfterEach
    void stop() {
        caddy.close();
        router.close();
    }

    private static String documented() throws IOException {
        return copied(Files.readString(Path.of("src", "docs", "tokens.md")));
    }

    private static String copied(String text) {
        List<String> lines = COPIED.matcher(text)
                .results()
                .map(match -> match.group().strip())
                .toList();
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    @Test
    void anAllowedCallCarriesTheRoutersTokenInThePlaceOfTheCallersOwn() {
        for (String own : List.of("X-Other: a", "Authorization: Bearer of-the-caller", "authorization: Basic YTpi")) {
            // When
            Reached reached = Reached.of(call(Callers.CART, own));

            // Then
            assertThat(reached.header("authorization")).as(own).containsExactly(FakeSigner.ROUTER);
            assertThat(reached.header("x-target-function")).isNotEmpty();
        }
    }

    @Test
    void aDeniedCallDoesNotReachTheRouter() {
        // When
        RawHttp.Response answer = call(Callers.PLAYER, "Authorization: " + FakeSigner.ROUTER);

        // Then
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.headers()).doesNotContainKey("authorization");
        assertThat(router.calls()).isZero();
    }

    private RawHttp.Response call(String from, String header) {
        try (RawHttp client = RawHttp.from(from, port)) {
            return client.send("GET /shop/basket HTTP/1.1\r\nHost: functions.example.com\r\n" + header + "\r\n\r\n")
                    .read();
        }
    }
}
