package io.podwatcher.http.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What callers see of lookups travelling together, and of a cache that does not answer. */
@ExtendWith(VertxExtension.class)
class LookupBatchingTest {

    @Test
    void lookupsThatArriveDuringARequestTravelTogetherInTheNext(Vertx vertx) {
        // Given
        FakeCache cache = new FakeCache(vertx).listen();
        List<String> ips =
                IntStream.rangeClosed(1, 6).mapToObj(i -> "10.42.0." + i).toList();
        ips.forEach(ip -> cache.owns(ip, FakeCache.pod("default", "pod-" + ip, 0)));
        Service service = Service.start(vertx);
        List<RawHttp> clients = ips.stream().map(ip -> inUse(service)).toList();
        cache.withhold();
        clients.get(0).send(RawHttp.request("GET", "/pod?ip=" + ips.get(0)));
        await().until(() -> cache.lookups().size() == 1);

        // When
        IntStream.range(1, 6).forEach(i -> clients.get(i).send(RawHttp.request("GET", "/pod?ip=" + ips.get(i))));
        service.hasReadEverything();
        cache.release();

        // Then
        IntStream.range(0, 6)
                .forEach(i -> assertThat(clients.get(i).read().json().getString("name"))
                        .isEqualTo("pod-" + ips.get(i)));
        assertThat(cache.lookups()).hasSize(2);
        assertThat(cache.lookups().get(0)).containsExactly(ips.get(0));
        assertThat(cache.lookups().get(1)).containsExactlyInAnyOrderElementsOf(ips.subList(1, 6));
        clients.forEach(RawHttp::close);
    }

    @Test
    void aCallerThatHasGoneDoesNotCostTheOthersTheirAnswer(Vertx vertx) {
        // Given
        FakeCache cache = new FakeCache(vertx).listen();
        Service service = Service.start(vertx);
        RawHttp first = inUse(service);
        RawHttp gone = inUse(service);
        RawHttp other = inUse(service);
        cache.withhold();
        first.send(RawHttp.request("GET", "/pod?ip=10.42.0.1"));
        await().until(() -> cache.lookups().size() == 1);

        // When
        gone.send(RawHttp.request("GET", "/pod?ip=10.42.0.2"));
        other.send(RawHttp.request("GET", "/pod?ip=10.42.0.3"));
        gone.close();
        service.hasReadEverything();
        cache.release();

        // Then
        assertThat(first.read().reason()).isEqualTo("not_found");
        assertThat(other.read().reason()).isEqualTo("not_found");
        first.close();
        other.close();
    }

    @Test
    void aCacheThatNeverRepliesMakesTheLookupOverloaded(Vertx vertx) {
        // Given
        FakeCache cache = new FakeCache(vertx).listen();
        cache.withhold();
        Service service = Service.startWithShortTimeouts(vertx);

        // When
        RawHttp.Response answer = service.get("/pod?ip=10.42.0.1");

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.reason()).isEqualTo("overloaded");
        assertThat(answer.header("x-watch-age")).isNull();
    }

    @Test
    void aMissingCacheMakesTheLookupOverloaded(Vertx vertx) {
        // Given
        Service service = Service.start(vertx);

        // When
        RawHttp.Response answer = service.get("/pod?ip=10.42.0.1");

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.reason()).isEqualTo("overloaded");
    }

    @Test
    void lookupsAreAnsweredAgainOnceTheCacheIs(Vertx vertx) {
        // Given
        Service service = Service.start(vertx);
        assertThat(service.get("/pod?ip=10.42.0.1").status()).isEqualTo(503);
        FakeCache cache = new FakeCache(vertx);
        cache.owns("10.42.0.1", FakeCache.pod("default", "web", 0));

        // When
        cache.listen();

        // Then
        await().untilAsserted(() ->
                assertThat(service.get("/pod?ip=10.42.0.1").status()).isEqualTo(200));
    }

    /** A connection that the event loop knows already, so that it reads what comes in the order of sending. */
    private static RawHttp inUse(Service service) {
        RawHttp client = service.connect();
        assertThat(client.get("/nowhere").status()).isEqualTo(404);
        return client;
    }
}
