package io.podwatcher.http.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.podwatcher.http.WithFakeCache;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotOlderThanTest extends WithFakeCache {

    private static final String POD = "/pod?ip=127.0.0.1";
    private static final String AUTHORIZE = "/authorize?namespace=default";

    @BeforeEach
    void ownedAtVersion7() {
        cache.owns("127.0.0.1", FakeCache.pod("default", "web", 0));
        cache.is(FakeCache.atVersion("7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {POD, AUTHORIZE, "/pods", "/whoami", "/explain?namespace=a&ip=127.0.0.1"})
    void answersOfTheMapSayItsVersion(String target) {
        // When // Then
        assertThat(service.get(target).header("x-watch-version")).isEqualTo("7");
    }

    @Test
    void aMapWhoseVersionsCannotBeComparedHasNone() {
        // Given
        cache.is(FakeCache.atVersion("abc"));

        // When
        RawHttp.Response answer = service.get(POD);

        // Then
        assertThat(answer.header("x-watch-age")).isEqualTo("0");
        assertThat(answer.header("x-watch-version")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0", "6", "7"})
    void aMapThatHasReachedTheVersionAnswersAtOnce(String version) {
        // When // Then
        assertThat(service.get(POD + "&notOlderThan=" + version).status()).isEqualTo(200);
        assertThat(service.get(AUTHORIZE + "&notOlderThan=" + version).status()).isEqualTo(200);
        assertThat(cache.versionWaits()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {POD, AUTHORIZE})
    void aLaterVersionIsWaitedFor(String target) {
        try (RawHttp client = service.connect()) {
            // Given
            client.send(RawHttp.request("GET", target + "&notOlderThan=10"));
            await().until(() -> cache.versionWaits().size() == 1);
            assertThat(cache.versionWaits().get(0).version().text()).isEqualTo("10");
            assertThat(cache.versionWaits().get(0).timeout()).isEqualTo(Service.WAIT_MAX);

            // When
            cache.reaches("11");

            // Then
            RawHttp.Response answer = client.read();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("x-watch-version")).isEqualTo("11");
        }
    }

    @ParameterizedTest
    @CsvSource({POD + ", 503", AUTHORIZE + ", 403"})
    void aMapThatStaysBehindSaysSo(String target, int status) {
        try (RawHttp client = service.connect()) {
            // Given
            client.send(RawHttp.request("GET", target + "&wait=30ms&notOlderThan=10"));
            await().until(() -> cache.versionWaits().size() == 1);
            assertThat(cache.versionWaits().get(0).timeout()).isEqualTo(Duration.ofMillis(30));

            // When
            cache.reaches("9");

            // Then
            RawHttp.Response answer = client.read();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.reason()).isEqualTo("behind");
            assertThat(answer.json().getString("error")).contains("version 9").contains("ask again");
            assertThat(answer.header("x-watch-version")).isEqualTo("9");
        }
    }

    @ParameterizedTest
    @CsvSource({POD + ", 503", AUTHORIZE + ", 403"})
    void aMapWithoutAVersionIsBehindEveryOne(String target, int status) {
        // Given
        cache.is(FakeCache.atVersion("abc"));

        // When
        RawHttp.Response answer = service.get(target + "&notOlderThan=0");

        // Then
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.reason()).isEqualTo("behind");
        assertThat(answer.json().getString("error")).contains("no version that can be compared");
        assertThat(cache.versionWaits()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-1", "01", "1.5", "7&notOlderThan=7"})
    void whatIsNoVersionIsRefused(String version) {
        // When
        RawHttp.Response pod = service.get(POD + "&notOlderThan=" + version);
        RawHttp.Response authorize = service.get(AUTHORIZE + "&notOlderThan=" + version);

        // Then
        assertThat(pod.status()).isEqualTo(400);
        assertThat(pod.reason()).isIn("invalid_version", "repeated_parameter");
        assertThat(authorize.status()).isEqualTo(403);
        assertThat(authorize.reason()).isEqualTo("bad_request");
    }

    @Test
    void aWaitTooManyIsRefused() {
        try (RawHttp client = service.connect()) {
            // Given
            client.send(RawHttp.request("GET", POD + "&notOlderThan=10"));
            await().until(() -> cache.versionWaits().size() == 1);

            // When
            cache.refuseWaits();

            // Then
            assertThat(client.read().reason()).isEqualTo("overloaded");
        }
    }

    @Test
    void aClientThatLeavesFreesItsPlace() {
        // Given
        RawHttp client = service.connect();
        client.send(RawHttp.request("GET", POD + "&notOlderThan=10"));
        await().until(() -> cache.versionWaits().size() == 1);
        var waiting = cache.versionWaits().get(0);

        // When
        client.close();

        // Then
        await().untilAsserted(() -> assertThat(cache.cancelled()).isEqualTo(List.of(waiting)));
    }

    @Test
    void whatFollowsANamespaceInThePathIsTheClientsAndNotRead() {
        // When // Then
        assertThat(service.get("/authorize/namespace/default?notOlderThan=10").status())
                .isEqualTo(200);
    }
}
