package io.podwatcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.messages.Lookup;
import io.podwatcher.messages.MapSize;
import io.podwatcher.messages.PageRequest;
import io.podwatcher.messages.StatusReply;
import io.podwatcher.messages.WatchReport;
import io.podwatcher.selector.Search;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class SortedPodsTest {

    private static final String SORTED = "/pods?sort=name&limit=10";

    private FakeCache cache;
    private Service service;

    @BeforeEach
    void deploy(Vertx vertx) {
        cache = new FakeCache(vertx).listen();
        cache.is(new StatusReply(true, new MapSize(1, 1, 0), 7, 0, 0, WatchReport.NOTHING_YET));
        cache.hasPagesOf(2);
        cache.owns("10.42.0.1", FakeCache.pod("media", "web", 0));
        cache.owns("10.42.0.2", FakeCache.pod("shop", "cart", 0));
        cache.owns("10.42.0.3", FakeCache.pod("media", "api", 0));
        cache.owns("fd00::1", FakeCache.pod("shop", "cart", 0));
        cache.refuses("10.42.0.4", Lookup.Refused.AMBIGUOUS);
        service = Service.start(vertx);
    }

    @Test
    void aSortedAnswerIsInOrderAndSaysHowManyThereAreInAll() {
        // When
        RawHttp.Response answer = service.get("/pods?sort=name&limit=3");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-watch-age")).isEqualTo("7");
        assertThat(ips(answer.json())).containsExactly("10.42.0.3", "10.42.0.2", "fd00::1");
        assertThat(answer.json().getJsonObject("pods").getJsonObject("10.42.0.3"))
                .isEqualTo(service.get("/pod?ip=10.42.0.3").json());
        assertThat(answer.json().getInteger("count")).isEqualTo(3);
        assertThat(answer.json().getInteger("total")).isEqualTo(4);
        assertThat(answer.json().getString("continue")).isNotEmpty();
    }

    @Test
    void theLastPageHasNoTokenAndTheSameTotal() {
        // Given
        String token = service.get("/pods?sort=name&limit=3").json().getString("continue");

        // When
        JsonObject last =
                service.get("/pods?sort=name&limit=3&continue=" + token).json();

        // Then
        assertThat(ips(last)).containsExactly("10.42.0.1");
        assertThat(last.getInteger("count")).isEqualTo(1);
        assertThat(last.getInteger("total")).isEqualTo(4);
        assertThat(last.containsKey("continue")).isFalse();
    }

    @Test
    void aPageThatIsJustFullIsTheLast() {
        // When
        JsonObject page = service.get("/pods?sort=ip&order=desc&limit=4").json();

        // Then
        assertThat(ips(page)).containsExactly("fd00::1", "10.42.0.3", "10.42.0.2", "10.42.0.1");
        assertThat(page.containsKey("continue")).isFalse();
    }

    @Test
    void theTotalIsOfWhatTheFiltersSelect() {
        // When
        JsonObject page = service.get("/pods?namespace=media&sort=name&order=desc&limit=1")
                .json();

        // Then
        assertThat(ips(page)).containsExactly("10.42.0.1");
        assertThat(page.getInteger("total")).isEqualTo(2);
    }

    @Test
    void nothingSelectedIsAnEmptyObject() {
        assertThat(service.get("/pods?namespace=nobody&sort=ip&limit=1").body())
                .isEqualTo("{\"pods\":{},\"count\":0,\"total\":0}");
    }

    @Test
    void anUnsortedAnswerHasNoTotal() {
        assertThat(service.get("/pods?limit=2").json().containsKey("total")).isFalse();
        assertThat(service.get("/pods?order=desc").json().containsKey("total")).isFalse();
    }

    @Test
    void aSearchReachesTheCacheWhetherSortedOrNot() {
        // When
        service.get("/pods?search=WEB-1");
        service.get("/pods?search=10.4&sort=ip&limit=10");
        service.get("/pods?search=");

        // Then
        assertThat(cache.pages())
                .extracting(PageRequest::search)
                .contains(Optional.of(Search.of("web-1")), Optional.of(Search.of("10.4")), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "sort=age&limit=1, invalid_sort",
        "sort=NAME&limit=1, invalid_sort",
        "sort=name&order=up&limit=1, invalid_order",
        "order=DESC, invalid_order",
        "sort=name, invalid_limit",
        "sort=name&limit=0, invalid_limit",
        "sort=name&limit=1001, invalid_limit",
        "sort=name&limit=a, invalid_limit",
        "sort=name&limit=999999999, invalid_limit",
        "sort=name&sort=ip&limit=1, repeated_parameter",
        "sort=name&order=asc&order=asc&limit=1, repeated_parameter",
        "search=a&search=b, repeated_parameter",
        "search=%zz, malformed_query",
        "sort=name&limit=1&continue=abc, invalid_continue",
        "sort=name&limit=1000, ",
        "sort=name&limit=1, ",
        "sort=&limit=0, ",
        "order=, ",
    })
    void aParameterThatCannotBeUsedIsNamed(String query, String reason) {
        // When
        RawHttp.Response answer = service.get("/pods?" + query);

        // Then
        assertThat(answer.status()).isEqualTo(reason == null ? 200 : 400);
        assertThat(answer.json().getString("reason")).isEqualTo(reason);
    }

    @Test
    void aSearchMayHave256Characters() {
        assertThat(service.get("/pods?search=" + "a".repeat(256)).status()).isEqualTo(200);
        assertThat(service.get("/pods?search=" + "a".repeat(257)).reason()).isEqualTo("invalid_search");
    }

    @ParameterizedTest
    @CsvSource({"sort=node&limit=1", "sort=name&order=desc&limit=1", "limit=1"})
    void aTokenOfAnotherOrderIsRefused(String query) {
        // Given
        String token = service.get("/pods?sort=name&limit=1").json().getString("continue");

        // When
        RawHttp.Response answer = service.get("/pods?" + query + "&continue=" + token);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("invalid_continue");
    }

    @Test
    void theTokenOfAnUnsortedAnswerIsRefused() {
        // Given
        String token = service.get("/pods?limit=1").json().getString("continue");

        // Then
        assertThat(service.get("/pods?sort=ip&limit=1&continue=" + token).reason())
                .isEqualTo("invalid_continue");
    }

    @Test
    void theHeadOfASortedAnswerCostsOnePage() {
        // When
        try (RawHttp client = service.connect()) {
            RawHttp.Response head = client.ask("HEAD", SORTED);
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("x-watch-age")).isEqualTo("7");
            assertThat(client.get("/nowhere").status()).isEqualTo(404);
        }

        // Then
        assertThat(cache.pages()).hasSize(1);
    }

    @Test
    void nothingIsListedBeforeTheFirstList() {
        // Given
        cache.is(FakeCache.NOT_SYNCED);

        // When
        RawHttp.Response answer = service.get(SORTED);

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.reason()).isEqualTo("not_synced");
    }

    @Test
    void aWalkThatFailsIsAnErrorAndKeepsNoOtherOut() {
        // Given
        for (int i = 0; i <= Walks.MOST_AT_ONCE; i++) {
            cache.failsAtPage(cache.pages().size() + 2);

            // When
            RawHttp.Response answer = service.get(SORTED);

            // Then
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.reason()).isEqualTo("overloaded");
        }
        assertThat(service.get(SORTED).status()).isEqualTo(200);
    }

    @Test
    void whatManyAskAtOnceIsAnsweredInTurnOrRefused() {
        // Given
        cache.withhold();
        List<RawHttp> clients = new ArrayList<>();
        for (int i = 0; i < Walks.MOST_AT_ONCE + Walks.MOST_WAITING; i++) {
            clients.add(service.connect().send(RawHttp.request("GET", SORTED)));
        }
        await().until(() -> cache.pages().size() == Walks.MOST_AT_ONCE);
        service.hasReadEverything();

        // When
        RawHttp.Response oneMore = service.get(SORTED);
        cache.release();

        // Then
        assertThat(oneMore.status()).isEqualTo(503);
        assertThat(oneMore.reason()).isEqualTo("overloaded");
        assertThat(clients)
                .allSatisfy(client ->
                        assertThat(client.read().json().getInteger("count")).isEqualTo(4));
        clients.forEach(RawHttp::close);
        assertThat(service.get(SORTED).status()).isEqualTo(200);
    }

    @Test
    void whoHasGoneIsNotWalkedFor() {
        // Given
        cache.withhold();
        List<RawHttp> clients = new ArrayList<>();
        for (int i = 0; i < 2 * Walks.MOST_AT_ONCE; i++) {
            clients.add(service.connect().send(RawHttp.request("GET", SORTED)));
        }
        await().until(() -> cache.pages().size() == Walks.MOST_AT_ONCE);
        service.hasReadEverything();

        // When
        clients.forEach(RawHttp::close);
        service.hasReadEverything();
        cache.release();

        // Then
        assertThat(service.get(SORTED).status()).isEqualTo(200);
        assertThat(cache.pages())
                .as("four of those who left, and two of this one")
                .hasSize(Walks.MOST_AT_ONCE + 2);
    }

    private static List<String> ips(JsonObject answer) {
        return List.copyOf(answer.getJsonObject("pods").fieldNames());
    }
}
