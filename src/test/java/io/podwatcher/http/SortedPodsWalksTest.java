package io.podwatcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of sorted answers, which cost the cache a walk through all of its pages. */
class SortedPodsWalksTest extends WithPodsToSort {

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
        clients.forEach(RawHttp::abort);
        service.hasReadEverything();
        cache.release();

        // Then
        assertThat(service.get(SORTED).status()).isEqualTo(200);
        assertThat(cache.pages())
                .as("four of those who left, and two of this one")
                .hasSize(Walks.MOST_AT_ONCE + 2);
    }
}
