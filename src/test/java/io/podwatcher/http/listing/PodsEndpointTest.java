package io.podwatcher.http.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.WithFakeCache;
import io.podwatcher.messages.map.MapSize;
import io.podwatcher.messages.map.PageRequest;
import io.podwatcher.messages.map.StatusReply;
import io.podwatcher.messages.watch.WatchReport;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PodsEndpointTest extends WithFakeCache {

    @BeforeEach
    void setStatus() {
        cache.is(new StatusReply(true, new MapSize(1, 1, 0), FakeCache.age(7), 0, 0, WatchReport.INITIAL));
    }

    @Test
    void allOwnedIpsAreListedAcrossPages() {
        // Given
        cache.hasPagesOf(2);
        for (int i = 1; i <= 5; i++) {
            cache.owns("10.42.0." + i, FakeCache.pod("default", "pod-" + i, 0));
        }
        cache.refuses("10.42.0.6", FakeCache.AMBIGUOUS);

        // When
        RawHttp.Response answer = service.get("/pods");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-watch-age")).isEqualTo("7");
        assertThat(answer.json().getInteger("count")).isEqualTo(5);
        JsonObject pods = answer.json().getJsonObject("pods");
        assertThat(pods.fieldNames()).containsExactly("10.42.0.1", "10.42.0.2", "10.42.0.3", "10.42.0.4", "10.42.0.5");
        assertThat(pods.getJsonObject("10.42.0.4").getString("name")).isEqualTo("pod-4");
        assertThat(cache.pages())
                .extracting(PageRequest::after)
                .containsExactly(
                        Optional.empty(),
                        Optional.of(FakeCache.ip("10.42.0.2")),
                        Optional.of(FakeCache.ip("10.42.0.4")));
    }

    @Test
    void aNamespaceNarrowsEveryPage() {
        // Given
        cache.hasPagesOf(1);
        cache.owns("10.42.0.1", FakeCache.pod("kube-system", "dns-1", 0));
        cache.owns("10.42.0.2", FakeCache.pod("default", "web", 0));
        cache.owns("fd00:42::3", FakeCache.pod("kube-system", "dns-2", 0));

        // When
        RawHttp.Response answer = service.get("/pods?namespace=kube-system");

        // Then
        assertThat(answer.json().getJsonObject("pods").fieldNames()).containsExactly("10.42.0.1", "fd00:42::3");
        assertThat(answer.json().getInteger("count")).isEqualTo(2);
        assertThat(cache.pages())
                .extracting(page -> page.filter().namespace())
                .containsOnly(Optional.of("kube-system"));
    }

    @Test
    void anEmptyNamespaceParameterIsNoFilter() {
        // Given
        cache.owns("10.42.0.1", FakeCache.pod("kube-system", "dns-1", 0));

        // When
        RawHttp.Response answer = service.get("/pods?namespace=");

        // Then
        assertThat(answer.json().getInteger("count")).isEqualTo(1);
    }

    @Test
    void noPodsAreAnEmptyObject() {
        // When
        RawHttp.Response answer = service.get("/pods?namespace=nobody");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"pods\":{},\"count\":0}");
    }

    @Test
    void aRepeatedNamespaceIsRefused() {
        // When
        RawHttp.Response answer = service.get("/pods?namespace=a&namespace=b");

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("repeated_parameter");
        assertThat(answer.json().getString("error")).contains("namespace");
        assertThat(cache.pages()).isEmpty();
    }

    @Test
    void nothingIsListedBeforeTheFirstList() {
        // Given
        cache.is(FakeCache.NOT_SYNCED);

        // When
        RawHttp.Response answer = service.get("/pods");

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.reason()).isEqualTo("not_synced");
    }

    @Test
    void aFailureBeforeTheFirstPageIsAnError() {
        // Given
        cache.failsAtPage(1);

        // When
        RawHttp.Response answer = service.get("/pods");

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.reason()).isEqualTo("overloaded");
    }

    @Test
    void aFailureBetweenPagesBreaksTheConnectionSoThatHalfAListNeverLooksWhole() {
        // Given
        cache.hasPagesOf(1);
        cache.owns("10.42.0.1", FakeCache.pod("default", "one", 0));
        cache.owns("10.42.0.2", FakeCache.pod("default", "two", 0));
        cache.failsAtPage(2);

        // When
        RawHttp client = service.connect().send(RawHttp.request("GET", "/pods"));

        // Then
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(client::read);
        client.close();
    }
}
