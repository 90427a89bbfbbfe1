package io.podwatcher.http.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.podwatcher.http.streaming.AnswerLimits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many listings run and wait: those in the order of the map, and sorted ones, which read all pages first. */
class ListingLimitsTest extends WithPodsToSort {

    /** What one peer gets of the usual limits. */
    private static final int RUNNING = Service.LISTINGS / 2;

    private static final int WAITING = AnswerLimits.USUAL_WAITING / 2;

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
    void aWalkThatFailsIsAnErrorAndKeepsNoOtherOut() {
        // Given
        for (int i = 0; i <= RUNNING; i++) {
            cache.failsAtPage(cache.pages().size() + 2);

            // When
            RawHttp.Response answer = service.get(SORTED);

            // Then
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.reason()).isEqualTo("overloaded");
        }
        assertThat(service.get(SORTED).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pods", SORTED})
    void whatManyAskAtOnceIsAnsweredInTurnOrRefused(String target) {
        // Given
        cache.withhold();
        List<RawHttp> clients = new ArrayList<>();
        for (int i = 0; i < RUNNING + WAITING; i++) {
            clients.add(service.connect().send(RawHttp.request("GET", target)));
        }
        await().until(() -> cache.pages().size() == RUNNING);
        service.hasReadEverything();

        // When
        RawHttp.Response oneMore = service.get(target);
        cache.release();

        // Then
        assertThat(oneMore.status()).isEqualTo(503);
        assertThat(oneMore.reason()).isEqualTo("overloaded");
        assertThat(oneMore.header("retry-after")).isEqualTo("1");
        assertThat(clients)
                .allSatisfy(client ->
                        assertThat(client.read().json().getInteger("count")).isEqualTo(4));
        clients.forEach(RawHttp::close);
        assertThat(service.get(target).status()).isEqualTo(200);
    }

    @Test
    void whoHasGoneIsNotWalkedFor() {
        // Given
        cache.withhold();
        List<RawHttp> clients = new ArrayList<>();
        for (int i = 0; i < 2 * RUNNING; i++) {
            clients.add(service.connect().send(RawHttp.request("GET", SORTED)));
        }
        await().until(() -> cache.pages().size() == RUNNING);
        service.hasReadEverything();

        // When
        clients.forEach(RawHttp::abort);
        service.hasReadEverything();
        cache.release();

        // Then
        assertThat(service.get(SORTED).status()).isEqualTo(200);
        assertThat(cache.pages())
                .as("one of each that had begun, and two of this one")
                .hasSize(RUNNING + 2);
    }
}
