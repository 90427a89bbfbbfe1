package io.podwatcher.http.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.messages.watch.PodChange;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The table sorted by phase and by age, while pods change. */
class OrderIT extends InBrowser {

    private LargeMap map;

    @BeforeEach
    void open() {
        map = new LargeMap(4);
        browser.open(map.url());
        awaitIps(ips(0, 1, 2, 3));
        awaitLive();
    }

    @AfterEach
    void close() {
        map.close();
    }

    private static String[] ips(int... pods) {
        return IntStream.of(pods).mapToObj(LargeMap::ip).toArray(String[]::new);
    }

    @Test
    void theYoungestComeFirstAndTheOldestWhenPressedAgain() {
        // When
        browser.click("th[data-sort=age] button");

        // Then
        awaitIps(ips(3, 2, 1, 0));
        assertThat(browser.place()).isEqualTo("/?sort=age");
        assertThat(browser.attribute("th[data-sort=age]", "aria-sort")).isEqualTo("ascending");
        map.send(List.of(new PodChange.Present(LargeMap.pod(4, "1"))));
        awaitIps(ips(4, 3, 2, 1, 0));

        // When
        browser.click("th[data-sort=age] button");

        // Then
        awaitIps(ips(0, 1, 2, 3, 4));
        map.send(List.of(new PodChange.Present(LargeMap.pod(5, "1"))));
        awaitIps(ips(0, 1, 2, 3, 4, 5));
    }

    @Test
    void aPodThatStopsBeingReadySaysSoAndComesFirst() {
        // Given
        browser.click("th[data-sort=phase] button");
        awaitIps(ips(0, 1, 2, 3));
        assertThat(browser.texts("[data-column=Phase]")).containsOnly("Running, ready");

        // When
        map.send(List.of(new PodChange.Present(LargeMap.pod(2, "2", "False"))));

        // Then
        awaitIps(ips(2, 0, 1, 3));
        awaitText("tr.unready [data-column=Phase]", "Running, not ready");

        // When
        browser.open(map.url() + "/?sort=phase&order=desc");

        // Then
        awaitIps(ips(0, 1, 3, 2));
    }
}
