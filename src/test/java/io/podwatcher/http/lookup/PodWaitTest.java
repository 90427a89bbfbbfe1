package io.podwatcher.http.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.podwatcher.http.WithFakeCache;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.lookup.WaitRequest;
import io.podwatcher.messages.map.MapSize;
import io.podwatcher.messages.map.StatusReply;
import io.podwatcher.messages.watch.WatchAge;
import io.podwatcher.messages.watch.WatchReport;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodWaitTest extends WithFakeCache {

    @Test
    void anUnknownIpIsWaitedForAndAnsweredWhenItComes() {
        try (RawHttp client = service.connect()) {
            // Given
            client.send(RawHttp.request("GET", "/pod?ip=10.42.0.5&wait=500ms"));
            await().until(() -> cache.waits().size() == 1);
            assertThat(cache.waits().get(0).ip()).isEqualTo(FakeCache.ip("10.42.0.5"));
            assertThat(cache.waits().get(0).timeout()).isEqualTo(Duration.ofMillis(500));

            // When
            cache.answerWaits(new LookupResult.Owned(FakeCache.pod("default", "web", 0)));

            // Then
            RawHttp.Response answer = client.read();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().getString("name")).isEqualTo("web");
        }
    }

    @Test
    void answerThatWaitedForItsEventLoopIsAsOldAsThat() {
        // Given
        AtomicLong clock = new AtomicLong();
        cache.is(new StatusReply(true, MapSize.EMPTY, new WatchAge(0, clock::get), 0, 0, WatchReport.INITIAL));
        try (RawHttp client = service.connect()) {
            client.send(RawHttp.request("GET", "/pod?ip=10.42.0.5&wait=500ms"));
            await().until(() -> cache.waits().size() == 1);
            cache.withhold();
            cache.answerWaits(new LookupResult.Owned(FakeCache.pod("default", "web", 0)));

            // When
            clock.set(Duration.ofSeconds(66).toNanos());
            cache.release();

            // Then
            assertThat(client.read().header("x-watch-age")).isEqualTo("66");
        }
    }

    @Test
    void atTheDeadlineTheIpIsNotFound() {
        try (RawHttp client = service.connect()) {
            // Given
            client.send(RawHttp.request("GET", "/pod?ip=10.42.0.5&wait=500ms"));
            await().until(() -> cache.waits().size() == 1);

            // When
            cache.answerWaits(LookupResult.Refused.NOT_FOUND);

            // Then
            RawHttp.Response answer = client.read();
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.reason()).isEqualTo("not_found");
        }
    }

    @Test
    void nobodyWaitsForAnIpThatIsKnown() {
        // Given
        cache.owns("10.42.0.5", FakeCache.pod("default", "web", 0));
        cache.refuses("192.168.1.1", LookupResult.Refused.HOST_NETWORK);
        cache.refuses("10.42.0.6", FakeCache.AMBIGUOUS);

        // Then
        assertThat(service.get("/pod?ip=10.42.0.5&wait=1m").status()).isEqualTo(200);
        assertThat(service.get("/pod?wait=1m&ip=192.168.1.1").reason()).isEqualTo("host_network");
        assertThat(service.get("/pod?ip=10.42.0.6&wait=1m").status()).isEqualTo(409);
        assertThat(cache.waits()).isEmpty();
    }

    @Test
    void nobodyWaitsBeforeTheFirstList() {
        // Given
        cache.is(FakeCache.NOT_SYNCED);

        // Then
        assertThat(service.get("/pod?ip=10.42.0.5&wait=1m").reason()).isEqualTo("not_synced");
        assertThat(cache.waits()).isEmpty();
    }

    @Test
    void nobodyWaitsLongerThanTheSettingAllows() {
        try (RawHttp client = service.connect()) {
            // When
            client.send(RawHttp.request("GET", "/pod?ip=10.42.0.5&wait=2h"));

            // Then
            await().until(() -> cache.waits().size() == 1);
            assertThat(cache.waits().get(0).timeout()).isEqualTo(Service.WAIT_MAX);
        }
    }

    @Test
    void aClientThatLeavesFreesItsPlace() {
        // Given
        RawHttp client = service.connect();
        client.send(RawHttp.request("GET", "/pod?ip=10.42.0.5&wait=1m"));
        await().until(() -> cache.waits().size() == 1);
        WaitRequest waiting = cache.waits().get(0);

        // When
        client.close();

        // Then
        await().untilAsserted(() -> assertThat(cache.cancelled()).containsExactly(waiting));
    }

    @Test
    void aWaitTooManyIsRefusedAndMayBeRepeatedASecondLater() {
        try (RawHttp client = service.connect()) {
            // Given
            client.send(RawHttp.request("GET", "/pod?ip=10.42.0.5&wait=1m"));
            await().until(() -> cache.waits().size() == 1);

            // When
            cache.refuseWaits();

            // Then
            RawHttp.Response answer = client.read();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.reason()).isEqualTo("overloaded");
            assertThat(answer.header("retry-after")).isEqualTo("1");
        }
    }

    @Test
    void aWaitTooManyOfAProxyIsDenied() {
        try (RawHttp proxy = service.connect()) {
            // Given
            proxy.send(RawHttp.request("GET", "/authorize?namespace=default&wait=1m"));
            await().until(() -> cache.waits().size() == 1);

            // When
            cache.refuseWaits();

            // Then
            RawHttp.Response answer = proxy.read();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.json().getString("reason")).isEqualTo("overloaded");
        }
    }

    @Test
    void theCacheIsToldWhoseWaitsTheyAre() {
        try (RawHttp client = RawHttp.from("127.0.0.9", service.port())) {
            // When
            client.send(RawHttp.request("GET", "/pod?ip=10.42.0.5&wait=1m"));

            // Then
            await().until(() -> cache.waits().size() == 1);
            assertThat(cache.waits().get(0).peer()).isEqualTo("127.0.0.9");
        }
    }

    @Test
    void waitingLookupsAreToldApart() {
        try (RawHttp one = service.connect();
                RawHttp other = service.connect()) {
            // When
            one.send(RawHttp.request("GET", "/pod?ip=10.42.0.5&wait=1m"));
            other.send(RawHttp.request("GET", "/pod?ip=10.42.0.5&wait=1m"));

            // Then
            await().until(() -> cache.waits().size() == 2);
            assertThat(cache.waits()).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "-1s", "1.5s", "soon", "5s%20", "1s&wait=2s", "99999999999s"})
    void aWaitThatIsNoDurationIsRefused(String wait) {
        // When
        RawHttp.Response answer = service.get("/pod?ip=10.42.0.5&wait=" + wait);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isIn("invalid_wait", "repeated_parameter");
        assertThat(cache.waits()).isEmpty();
    }
}
