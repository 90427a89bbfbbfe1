package io.podwatcher.http.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /lookup} line by line. */
class NdjsonLookupTest extends AskingInBulk {

    @Test
    void eachLineHasItsResultInOrder() {
        // Given
        cache.owns("10.0.0.1", FakeCache.pod("shop", "cart", 0));

        // When
        RawHttp.Response answer = post(NDJSON, line("10.0.0.2") + line("10.0.0.1") + line("x") + line("10.0.0.2"));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo(NDJSON);
        assertThat(answer.header("x-watch-age")).isEqualTo("0");
        assertThat(answer.body().lines().map(JsonObject::new))
                .extracting(
                        line -> line.getString("ip"),
                        line -> line.getString("reason"),
                        line -> line.getJsonObject("pod", new JsonObject()).getString("name"))
                .containsExactly(
                        tuple("10.0.0.2", "not_found", null),
                        tuple("10.0.0.1", null, "cart"),
                        tuple("x", "invalid_ip", null),
                        tuple("10.0.0.2", "not_found", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "{",
                "{}",
                "[\"10.0.0.1\"]",
                "{\"ip\":1}",
                "{\"ip\":\"10.0.0.1\",\"at\":1}",
                "{\"ip\":\"10.0.0.1\"} {}",
                "{\"ip\":\"10.0.0.1\"",
                "\u0000",
            })
    void aLineThatIsNotUnderstoodHasAResultThatSaysSoAndTheOthersAreAnswered(String wrong) {
        // When
        List<JsonObject> results = results(line("10.0.0.1") + wrong + "\n" + line("10.0.0.2"));

        // Then
        assertThat(results).hasSize(3);
        assertThat(results.get(1).fieldNames()).containsExactly("line", "error", "reason");
        assertThat(results.get(1).getInteger("line")).isEqualTo(2);
        assertThat(results.get(1).getString("error")).startsWith("Line 2 is not understood: ");
        assertThat(results.get(1).getString("reason")).isEqualTo("invalid_line");
        assertThat(results.get(2).getString("ip")).isEqualTo("10.0.0.2");
    }

    @Test
    void aLineOfAnyLengthIsReadToItsEndAndRefused() {
        // When
        List<JsonObject> results = results("{\"ip\":\"" + "1".repeat(2_000_000) + "\"}\n" + line("10.0.0.2"));

        // Then
        assertThat(results)
                .extracting(result -> result.getString("reason"))
                .containsExactly("invalid_line", "not_found");
    }

    @Test
    void emptyLinesAreSkippedAndTheLastNeedsNoEnd() {
        // When
        List<JsonObject> results = results("\n" + line("10.0.0.1") + "\r\n \n{\"ip\":\"10.0.0.2\"}");

        // Then
        assertThat(results).extracting(result -> result.getString("ip")).containsExactly("10.0.0.1", "10.0.0.2");
    }

    @Test
    void aLineIsAnsweredBeforeTheNextIsSent() {
        // Given
        try (RawHttp client = service.connect()) {

            // When // Then
            client.send(chunkedHead(NDJSON)).send(chunk(line("10.0.0.1")));
            client.readHead();
            assertThat(client.readChunk()).contains("10.0.0.1");
            client.send(chunk("{\"ip\":\"10.0."));
            service.hasReadEverything();
            client.send(chunk("0.2\"}\n"));
            assertThat(client.readChunk()).contains("10.0.0.2");
            client.send("0\r\n\r\n");
            assertThat(client.readChunk()).isEmpty();
            assertThat(client.get("/pod?ip=10.0.0.9").status()).isEqualTo(404);
        }
    }

    @Test
    void manyLinesAreAllAnsweredInOrder() {
        // Given
        List<String> ips = IntStream.range(0, 30_000)
                .mapToObj(i -> "10." + i / 65536 + "." + i / 256 % 256 + "." + i % 256)
                .toList();

        // When
        List<JsonObject> results = results(ips.stream().map(AskingInBulk::line).collect(Collectors.joining()));

        // Then
        assertThat(results).extracting(result -> result.getString("ip")).containsExactlyElementsOf(ips);
        assertThat(cache.lookups()).allSatisfy(slice -> assertThat(slice).hasSizeLessThanOrEqualTo(200));
    }

    @Test
    void onePartOfTheBodyIsReadUntilItsResultsAreSent() {
        // Given
        cache.withhold();
        try (RawHttp client = service.connect()) {

            // When
            client.send(chunkedHead(NDJSON)).send(chunk(line("10.0.0.1")));
            service.hasReadEverything();
            client.send(chunk(line("10.0.0.2"))).send("0\r\n\r\n");
            service.hasReadEverything();

            // Then
            assertThat(cache.lookups()).containsExactly(List.of("10.0.0.1"));
            cache.release();
            assertThat(client.read().body().lines()).hasSize(2);
        }
    }

    private List<JsonObject> results(String body) {
        return post(NDJSON, body).body().lines().map(JsonObject::new).toList();
    }
}
