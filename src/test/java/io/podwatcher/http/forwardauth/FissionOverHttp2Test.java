package io.podwatcher.http.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.fission.Routers;
import io.podwatcher.http.FakeCache;
import io.podwatcher.http.Service;
import io.podwatcher.http.WithTls;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.fission.RoutesChanged;
import io.podwatcher.messages.fission.RoutesState;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same by HTTP/2, which has an authority instead of a Host. The client's pod is one of shop. */
class FissionOverHttp2Test extends WithTls {

    /** The client leaves it out of the authority, also by https. */
    private static final int NO_PORT = 80;

    private HttpClient client;

    @BeforeEach
    void addRoutes(Vertx vertx) {
        cache.owns("127.0.0.1", FakeCache.pod("shop", "cart", "till", "{}"));
        RoutesState routes = new RoutesState.Known(
                Routers.ordered("shop/cart path=/a methods=POST host=shop.example.com ; media/player path=/a"
                        + " methods=POST ; shop/any prefix=/shop"),
                3,
                FakeCache.age(0),
                Optional.empty());
        vertx.eventBus().publish(BusAddresses.ROUTES, new RoutesChanged(routes), BusAddresses.LOCAL);
        client = vertx.createHttpClient(new HttpClientOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setTrustAll(true)
                .setVerifyHost(false)
                .setProtocolVersion(HttpVersion.HTTP_2));
    }

    @ParameterizedTest
    @CsvSource({"shop.example.com, 200, shop", "other.example.com, 403, media", "SHOP.example.com, 403, media"})
    void theAuthorityIsTheHost(String host, int status, String namespace) {
        // When
        HttpClientResponse answer = ask(host, NO_PORT, "/authorize/fission/a?b", Optional.empty());

        // Then
        assertThat(answer.version()).isEqualTo(HttpVersion.HTTP_2);
        assertThat(answer.statusCode()).as(answer.headers().toString()).isEqualTo(status);
        assertThat(answer.headers().getAll("x-target-namespace")).containsExactly(namespace);
    }

    @Test
    void itsPortIsPartOfIt() {
        // When
        HttpClientResponse answer = ask("shop.example.com", 8080, "/authorize/fission/a", Optional.empty());

        // Then
        assertThat(answer.getHeader("x-auth-reason")).isEqualTo("ambiguous_target");
    }

    @Test
    void aPathThatWasCutIsDenied() {
        assertThat(ask("h", NO_PORT, "/authorize/fission/shop/" + "a".repeat(5000), Optional.empty())
                        .getHeader("x-auth-reason"))
                .isEqualTo("bad_target");
        assertThat(ask("h", NO_PORT, "/authorize/fission", Optional.of("/shop/" + "a".repeat(5000)))
                        .getHeader("x-auth-reason"))
                .isEqualTo("untrusted_proxy");
    }

    private HttpClientResponse ask(String host, int port, String target, Optional<String> forwardedUri) {
        RequestOptions options = new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(service.port(), "127.0.0.1"))
                .setMethod(HttpMethod.POST)
                .setHost(host)
                .setPort(port)
                .setURI(target);
        forwardedUri.ifPresent(uri -> options.putHeader("x-forwarded-uri", uri));
        return Service.await(client.request(options).compose(HttpClientRequest::send));
    }
}
