package io.podwatcher.http.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.WithFakeCache;
import io.podwatcher.model.label.LabelSelector;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodsPagingTest extends WithFakeCache {

    @BeforeEach
    void addPods() {
        for (int i = 1; i <= 10; i++) {
            cache.owns("10.42.0." + i, FakeCache.pod("default", "pod-" + i, 0));
        }
    }

    @Test
    void aLimitedAnswerHoldsThatManyAndATokenToContinue() {
        // Given
        List<String> listed = new ArrayList<>();

        // When
        JsonObject page = service.get("/pods?limit=4").json();
        while (page.containsKey("continue")) {
            listed.addAll(page.getJsonObject("pods").fieldNames());
            assertThat(page.getInteger("count")).isEqualTo(4);
            page = service.get("/pods?limit=4&continue=" + page.getString("continue"))
                    .json();
        }
        listed.addAll(page.getJsonObject("pods").fieldNames());

        // Then
        assertThat(listed).hasSize(10).doesNotHaveDuplicates();
        assertThat(page.getInteger("count")).isEqualTo(2);
    }

    @Test
    void aLimitIsFilledFromAsManyPagesOfTheMapAsItTakes() {
        // Given
        cache.hasPagesOf(3);

        // When
        JsonObject page = service.get("/pods?limit=8").json();

        // Then
        assertThat(page.getJsonObject("pods").size()).isEqualTo(8);
        assertThat(page.getString("continue")).isNotEmpty();
    }

    @Test
    void withoutALimitEverythingBehindATokenIsGiven() {
        // Given
        String token = service.get("/pods?limit=4").json().getString("continue");

        // Then
        JsonObject rest = service.get("/pods?continue=" + token).json();
        assertThat(rest.getInteger("count")).isEqualTo(6);
        assertThat(rest.containsKey("continue")).isFalse();
        assertThat(service.get("/pods?limit=0").json().getInteger("count")).isEqualTo(10);
    }

    @Test
    void theFiltersReachTheCacheAsTheyWereAsked() throws Exception {
        // When
        service.get("/pods?namespace=default&node=pi-one&labelSelector=app%20in%20(a,b),!canary");

        // Then
        assertThat(cache.pages()).singleElement().satisfies(page -> {
            assertThat(page.filter().namespace()).contains("default");
            assertThat(page.filter().node()).isEqualTo(Optional.of("pi-one"));
            assertThat(page.filter().labels()).isEqualTo(LabelSelector.parse("app in (a,b),!canary"));
        });
    }

    @Test
    void theHeadOfAListingCostsOnePage() {
        // Given
        cache.hasPagesOf(3);

        // When
        try (RawHttp client = service.connect()) {
            client.send(RawHttp.request("HEAD", "/pods"));
            assertThat(client.readHead().status()).isEqualTo(200);
            assertThat(client.get("/nowhere").status()).isEqualTo(404);
        }

        // Then
        assertThat(cache.pages()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=-1, invalid_limit",
        "limit=a, invalid_limit",
        "limit=1.5, invalid_limit",
        "limit=99999999999, invalid_limit",
        "limit=1&limit=2, repeated_parameter",
        "continue=abc, invalid_continue",
        "continue=****, invalid_continue",
        "continue=AgAAAAAAAAAAAAD__woqAAE, invalid_continue",
        "continue=AQAAAAAAAAAAAAD__woqAAEA, invalid_continue",
        "labelSelector=app=, ",
        "labelSelector=app===a, invalid_selector",
        "labelSelector=(, invalid_selector",
        "labelSelector=a&labelSelector=b, repeated_parameter",
        "node=a&node=b, repeated_parameter",
        "namespace=%zz, malformed_query",
        "namespace=media#, malformed_query",
        "namespace=media#&node=n1, malformed_query",
        "namespace=media%00, malformed_query",
        "search=a%0Ab, malformed_query",
        "search=%ff, malformed_query",
        "search=\u00e4, malformed_query",
        "search=\\, malformed_query",
        "search=a%23b, ",
        "search=%C3%A4, ",
        "search=[::1], ",
        "namespace=media;namespace=shop, malformed_query",
        "limit=1;continue=a, malformed_query"
    })
    void aParameterThatCannotBeUsedIsNamed(String query, String reason) {
        // When
        RawHttp.Response answer = service.get("/pods?" + query);

        // Then
        assertThat(answer.status()).isEqualTo(reason == null ? 200 : 400);
        assertThat(answer.json().getString("reason")).isEqualTo(reason);
    }

    @Test
    void aSelectorOfVeryManyKeysAndValuesIsRefused() {
        // Given
        String most = IntStream.range(0, 64).mapToObj(i -> "t" + i).collect(Collectors.joining(","));

        // Then
        assertThat(service.get("/pods?labelSelector=" + most).status()).isEqualTo(200);
        assertThat(service.get("/pods?labelSelector=" + most + ",u").reason()).isEqualTo("invalid_selector");
        assertThat(service.get("/events?labelSelector=" + most + ",u").reason()).isEqualTo("invalid_selector");
    }

    @Test
    void anErrorInASelectorIsPointedAt() {
        // When
        RawHttp.Response answer = service.get("/pods?labelSelector=app%20in%20(a");

        // Then
        assertThat(answer.json().getString("error")).isEqualTo("labelSelector: expected ',' or ')' at character 10");
    }
}
