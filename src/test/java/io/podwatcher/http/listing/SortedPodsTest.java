package io.podwatcher.http.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.podwatcher.messages.map.MapSize;
import io.podwatcher.messages.map.PageRequest;
import io.podwatcher.messages.map.StatusReply;
import io.podwatcher.messages.watch.WatchReport;
import io.podwatcher.model.PodSearch;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SortedPodsTest extends WithPodsToSort {

    @Test
    void aSortedAnswerIsInOrderAndHoldsTheTotal() {
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
    void answerIsAsOldAsWhatWasReadFirst() {
        // Given: the API server confirms the map while its second page is read
        cache.is(new StatusReply(true, new MapSize(1, 1, 0), FakeCache.age(60), 0, 0, WatchReport.INITIAL));
        cache.beforeSecondPage(() ->
                cache.is(new StatusReply(true, new MapSize(1, 1, 0), FakeCache.age(0), 0, 0, WatchReport.INITIAL)));

        // When
        RawHttp.Response answer = service.get("/pods?sort=name&limit=3");

        // Then
        assertThat(answer.header("x-watch-age")).isEqualTo("60");
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
                .contains(Optional.of(PodSearch.of("web-1")), Optional.of(PodSearch.of("10.4")), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "sort=owner&limit=1, invalid_sort",
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
        "search=a;b, malformed_query",
        "sort=name&limit=1&continue=abc, invalid_continue",
        "sort=name&limit=1000, ",
        "sort=age&limit=1, ",
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
    void nothingIsListedBeforeTheFirstList() {
        // Given
        cache.is(FakeCache.NOT_SYNCED);

        // When
        RawHttp.Response answer = service.get(SORTED);

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.reason()).isEqualTo("not_synced");
    }

    private static List<String> ips(JsonObject answer) {
        return List.copyOf(answer.getJsonObject("pods").fieldNames());
    }
}
