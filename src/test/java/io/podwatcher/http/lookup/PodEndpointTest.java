package io.podwatcher.http.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.WithFakeCache;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.map.MapSize;
import io.podwatcher.messages.map.StatusReply;
import io.podwatcher.messages.watch.WatchReport;
import io.podwatcher.model.Pod;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodEndpointTest extends WithFakeCache {

    @BeforeEach
    void setStatus() {
        cache.is(new StatusReply(true, new MapSize(1, 1, 0), FakeCache.age(7), 0, 0, WatchReport.INITIAL));
    }

    @Test
    void theOwnersBodyIsAnsweredByteForByte() {
        // Given
        Pod owner = cache.owns("10.42.0.5", FakeCache.pod("default", "web", 3000));

        // When
        RawHttp.Response answer = service.get("/pod?ip=10.42.0.5");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.body().getBytes(StandardCharsets.UTF_8)).isEqualTo(owner.json());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/pod?ip=fd00:42::5",
                "/pod?ip=FD00:42:0:0:0:0:0:5",
                "/pod?ip=fd00%3A42%3A%3A5",
                "/pod?%69p=fd00:42::5",
                "/pod?trace=1&ip=fd00:42::5",
                "/pod?ip=fd00:42::5&trace=1",
                "/pod/?ip=fd00:42::5",
                "http://pod-watcher:8080/pod?ip=fd00:42::5",
            })
    void anAddressIsFoundHoweverTheRequestSpellsIt(String target) {
        // Given
        cache.owns("fd00:42::5", FakeCache.pod("default", "web", 0));

        // When
        RawHttp.Response answer = service.get(target);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getString("name")).isEqualTo("web");
    }

    @Test
    void anUnknownIpIsNotFound() {
        // When
        RawHttp.Response answer = service.get("/pod?ip=10.42.0.9");

        // Then
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.reason()).isEqualTo("not_found");
        assertThat(answer.json().getString("error")).contains("10.42.0.9");
    }

    @Test
    void aNodesIpIsNotFoundBecauseOnlyHostNetworkPodsHaveIt() {
        // Given
        cache.refuses("192.168.1.10", LookupResult.Refused.HOST_NETWORK);

        // When
        RawHttp.Response answer = service.get("/pod?ip=192.168.1.10");

        // Then
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.reason()).isEqualTo("host_network");
    }

    @Test
    void anIpOfTwoLivePodsIsAConflict() {
        // Given
        cache.refuses("10.42.0.6", FakeCache.AMBIGUOUS);

        // When
        RawHttp.Response answer = service.get("/pod?ip=10.42.0.6");

        // Then
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().getString("reason")).isEqualTo("ambiguous");
        assertThat(answer.json().getInteger("claimant_count")).isEqualTo(2);
        assertThat(answer.json().getJsonArray("claimants")).hasSize(2);
    }

    @Test
    void nothingIsSaidOfAnyIpBeforeTheFirstList() {
        // Given
        cache.is(FakeCache.NOT_SYNCED);

        // When
        RawHttp.Response answer = service.get("/pod?ip=10.42.0.5");

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.reason()).isEqualTo("not_synced");
        assertThat(answer.header("x-watch-age")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.42.0.5", "10.42.0.6", "10.42.0.9", "192.168.1.10"})
    void everyAnswerFromTheMapCarriesItsAge(String ip) {
        // Given
        cache.owns("10.42.0.5", FakeCache.pod("default", "web", 0));
        cache.refuses("10.42.0.6", FakeCache.AMBIGUOUS);
        cache.refuses("192.168.1.10", LookupResult.Refused.HOST_NETWORK);

        // When
        RawHttp.Response answer = service.get("/pod?ip=" + ip);

        // Then
        assertThat(answer.header("x-watch-age")).isEqualTo("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pod?ip=10.1", "/pod", "/nowhere"})
    void anAnswerThatIsNotFromTheMapCarriesNoAge(String target) {
        // When
        RawHttp.Response answer = service.get(target);

        // Then
        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.headers()).doesNotContainKey("x-watch-age");
    }
}
