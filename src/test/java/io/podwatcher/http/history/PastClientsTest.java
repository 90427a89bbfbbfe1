package io.podwatcher.http.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.FakeHistory;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.podwatcher.http.WithFakeCache;
import io.podwatcher.model.Identity;
import io.podwatcher.model.PeerList;
import io.vertx.core.Vertx;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ALLOWED_CLIENTS holds for the past, too; who a client is, the map of now says. */
class PastClientsTest extends WithFakeCache {

    private FakeHistory history;

    @Override
    protected Service start(Vertx vertx) {
        history = new FakeHistory(vertx).listen();
        return Service.startWithHistory(
                vertx, WithFakeHistory.OPTIONS, Optional.of(PeerList.of(Identity.parse("namespace:shop"))));
    }

    @BeforeEach
    void addPods() {
        cache.owns("127.0.0.2", FakeCache.pod("shop", "cart", 0));
        cache.owns("127.0.0.3", FakeCache.pod("media", "player", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pod?ip=127.0.0.2&at=2026-11-23T14:03:00Z", "/history?ip=127.0.0.2"})
    void onlyAllowedClientsReadThePast(String target) {
        // When
        RawHttp.Response allowed = ask("127.0.0.2", target);
        int asked = history.questions().size() + history.requests().size();
        RawHttp.Response other = ask("127.0.0.3", target);
        RawHttp.Response unknown = ask("127.0.0.4", target);

        // Then
        assertThat(allowed.status()).isIn(200, 404);
        assertThat(asked).isEqualTo(1);
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.reason()).isEqualTo("not_allowed");
        assertThat(unknown.status()).isEqualTo(403);
        assertThat(history.questions().size() + history.requests().size()).isEqualTo(asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.2", "127.0.0.3"})
    void bulkQuestionsAboutThePastAreForAllowedClientsOnly(String client) {
        // Given
        String body = "{\"ips\":[\"127.0.0.2\"],\"at\":\"2026-11-23T14:03:00Z\"}";

        // When
        RawHttp.Response answer;
        try (RawHttp connection = RawHttp.from(client, service.port())) {
            answer = connection
                    .send("POST /lookup HTTP/1.1\r\nHost: pod-watcher\r\nContent-Length: " + body.length() + "\r\n\r\n"
                            + body)
                    .read();
        }

        // Then
        boolean allowed = client.equals("127.0.0.2");
        assertThat(answer.status()).isEqualTo(allowed ? 200 : 403);
        assertThat(history.questions()).hasSize(allowed ? 1 : 0);
    }

    private RawHttp.Response ask(String client, String target) {
        try (RawHttp connection = RawHttp.from(client, service.port())) {
            return connection.get(target);
        }
    }
}
