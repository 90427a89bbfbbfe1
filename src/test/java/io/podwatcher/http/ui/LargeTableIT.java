package io.podwatcher.http.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.NeedsQuiet;
import io.podwatcher.messages.watch.PodChange;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page for a cluster of 150,000 pods. */
@NeedsQuiet
class LargeTableIT extends InBrowser {

    private static final int PODS = 150_000;

    private static LargeMap map;

    @BeforeAll
    static void fill() {
        map = new LargeMap(PODS);
    }

    @AfterAll
    static void close() {
        map.close();
    }

    private static String[] range(int from, int to) {
        return IntStream.range(from, to).mapToObj(LargeMap::ip).toArray(String[]::new);
    }

    @Test
    void pagesAreTurnedForwardsAndBackAndCanBeLinked() {
        // Given
        browser.open(map.url());
        awaitIps(range(0, 50));
        assertThat(browser.text("#position")).isEqualTo("1–50 of 150,000");

        // When
        browser.click("#next");

        // Then
        awaitIps(range(50, 100));
        assertThat(browser.text("#position")).isEqualTo("51–100 of 150,000");
        String second = browser.place();

        // When
        browser.click("#next");
        awaitIps(range(100, 150));
        browser.click("#previous");

        // Then
        awaitIps(range(50, 100));
        browser.back();
        awaitIps(range(100, 150));

        // When
        browser.open(map.url() + second);

        // Then
        awaitIps(range(50, 100));
        browser.click("#first");
        awaitIps(range(0, 50));
        assertThat(browser.place()).isEqualTo("/");
    }

    @Test
    void theLastPageIsTheEnd() {
        // When
        browser.open(map.url() + "/?search=pod-1499&sort=name");
        awaitText("#position", "1–50 of 100");
        browser.click("#next");

        // Then
        awaitText("#position", "51–100 of 100");
        assertThat(browser.run("return document.getElementById('next').disabled"))
                .isEqualTo(true);
        assertThat(browser.run("return document.activeElement.id")).isEqualTo("previous");
    }

    @Test
    void aStormOfChangesNeitherFreezesNorFillsThePage() {
        // Given
        browser.open(map.url() + "/?sort=name");
        awaitLive();
        awaitIps(range(0, 50));
        browser.run("""
                window.most = 0;
                window.frames = 0;
                const count = () => {
                  most = Math.max(most, document.querySelectorAll("tr.pod").length);
                  frames++;
                  requestAnimationFrame(count);
                };
                count();
                """);

        // When
        for (int round = 2; round < 102; round++) {
            String version = Integer.toString(round);
            map.send(IntStream.range(0, 200)
                    .<PodChange>mapToObj(i -> i % 4 == 3
                            ? new PodChange.Gone("uid-" + i)
                            : new PodChange.Present(LargeMap.pod(i, version)))
                    .toList());
            if (round == 50) {
                long beats = beats();
                await().until(() -> beats() > beats);
            }
        }

        // Then
        String[] left = IntStream.range(0, 66)
                .filter(i -> i % 4 != 3)
                .mapToObj(LargeMap::ip)
                .toArray(String[]::new);
        awaitIps(left);
        await().untilAsserted(() -> assertThat(browser.text("#position")).isEqualTo("1–50 of 149,950"));
        assertThat((Long) browser.run("return most")).isBetween(1L, 50L);
        assertThat((Long) browser.run("return frames")).isPositive();
        map.send(IntStream.range(0, 200)
                .<PodChange>mapToObj(i -> new PodChange.Present(LargeMap.pod(i, "1000")))
                .toList());
        awaitIps(range(0, 50));
    }

    @Test
    void aSearchAmongAllOfThemFinds() {
        // Given
        browser.open(map.url());
        awaitIps(range(0, 50));

        // When
        browser.write("#search", "pod-149999");

        // Then
        awaitIps(LargeMap.ip(149_999));
        assertThat(browser.text("#position")).isEqualTo("1–1 of 1");
    }

    @Test
    void theYoungestOfAllOfThemComeFirst() {
        // When
        browser.open(map.url() + "/?sort=age");

        // Then
        await().untilAsserted(() -> assertThat(ips()).hasSize(50).first().isEqualTo(LargeMap.ip(PODS - 1)));
        browser.click("#next");
        await().untilAsserted(() -> assertThat(ips()).hasSize(50).first().isEqualTo(LargeMap.ip(PODS - 51)));
    }

    private static long beats() {
        return (Long) browser.run("return beats");
    }
}
