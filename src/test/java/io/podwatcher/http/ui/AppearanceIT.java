package io.podwatcher.http.ui;

import static io.podwatcher.apiserver.pods.ApiPod.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the page looks: on a phone, by day and by night. */
class AppearanceIT extends InBrowser {

    private static SmallCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = new SmallCluster();
        cluster.server.put(running(
                "a-namespace-with-a-name-that-fills-most-of-its-63-characters-ok",
                "w".repeat(200),
                "uid-wide",
                "10.0.0.3"));
        cluster.server.put(running("shop", "ipv6", "uid-ipv6", "fd00:1111:2222:3333:4444:5555:6666:7777"));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static void openWith(String ip) {
        browser.open(cluster.url() + "/?ip=" + ip);
        awaitText(".verdict .says", ip);
        awaitText("#watch-state", "Ready");
        awaitLive();
        browser.click("tr[data-ip='10.0.0.3'] button");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void everyTextStandsOutFromItsGround(String scheme) {
        for (String ip : List.of(SmallCluster.TERMINATING_IP, SmallCluster.NODE_IP)) {
            // Given
            openWith(ip);

            // When
            browser.scheme(scheme);

            // Then
            Contrast.awaitGood(browser, 60);
        }
    }

    @Test
    void darkIsDark() {
        // Given
        openWith("10.0.0.1");
        Object light = browser.run("return getComputedStyle(document.body).backgroundColor");

        // When
        browser.scheme("dark");

        // Then
        assertThat(browser.run("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(17, 21, 27)")
                .isNotEqualTo(light);
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 360, 768, 1280})
    void nothingIsWiderThanTheScreen(int width) {
        // Given
        openWith("fd00:1111:2222:3333:4444:5555:6666:7777");

        // When
        browser.size(width, 800, width < 500);

        // Then
        await().untilAsserted(() -> {
            assertThat((List<?>) browser.run("""
                    return [...document.querySelectorAll("body *:not(.skip)")]
                        .filter(e => !e.closest(".scroll") || e.matches(".scroll"))
                        .filter(e => e.getBoundingClientRect().right > innerWidth)
                        .map(e => e.tagName + "." + e.className + " " + e.textContent.slice(0, 30));
                    """)).isEmpty();
            if (width < 500) {
                assertThat((Boolean) browser.run("""
                        const box = document.querySelector(".scroll");
                        return box.scrollWidth <= box.clientWidth;
                        """)).isTrue();
            }
        });
        browser.awaitFits();
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 1100})
    void longNamesLeaveTheAgeInSightOnASmallLaptop(int width) {
        // Given
        openWith("10.0.0.1");

        // When
        browser.run("""
                for (const column of ["Pod", "Node", "Owner"]) {
                  document.querySelector(`tr.pod td[data-column=${column}]`).textContent =
                      "deployment-of-some-length-6f5d4c9b87-88946";
                }
                """);
        browser.size(width, 800, false);

        // Then
        await().untilAsserted(() -> assertThat((Boolean) browser.run("""
                        const box = document.querySelector(".scroll");
                        return box.scrollWidth <= box.clientWidth;
                        """)).isTrue());
    }

    @Test
    void whoWantsNoMotionGetsNone() {
        // Given
        openWith("10.0.0.1");
        browser.run("document.querySelector('tr.pod').dataset.mark = 'new'");
        assertThat(animation()).isEqualTo("marked");

        // When
        browser.prefer("prefers-reduced-motion", "reduce");

        // Then
        assertThat(animation()).isEqualTo("none");
    }

    private static Object animation() {
        return browser.run("return getComputedStyle(document.querySelector('tr.pod td')).animationName");
    }
}
