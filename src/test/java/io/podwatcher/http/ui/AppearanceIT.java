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

    /** WCAG 2.2, 1.4.3 for text and 1.4.11 for the edges of fields. */
    private static final String TOO_FAINT = """
            const channel = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
            const parse = text => text.match(/[\\d.]+/g).map(Number);
            const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
            const ratio = (one, other) => {
              const [a, b] = [light(one), light(other)].sort((x, y) => y - x);
              return (a + 0.05) / (b + 0.05);
            };
            const ground = element => {
              for (let e = element; e; e = e.parentElement) {
                const colour = parse(getComputedStyle(e).backgroundColor);
                if (colour.length === 3 || colour[3] === 1) return colour;
              }
              return parse(getComputedStyle(document.documentElement).backgroundColor);
            };
            const found = [];
            let looked = 0;
            const check = (element, pseudo, colour, least) => {
              looked++;
              const contrast = ratio(parse(colour), ground(element));
              if (contrast < least) found.push(`${element.tagName}.${element.className}${pseudo} ${contrast.toFixed(2)} ${element.textContent.slice(0, 30)}`);
            };
            for (const element of document.querySelectorAll("body *")) {
              const style = getComputedStyle(element);
              const shown = element.getClientRects().length > 0;
              const says = [...element.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim() !== "");
              // The rule itself exempts inactive controls.
              if (shown && says && !element.disabled) check(element, "", style.color, 4.5);
              if (shown && element.placeholder) check(element, "::placeholder", getComputedStyle(element, "::placeholder").color, 4.5);
              if (shown && element.matches("input, button.quiet:enabled")) check(element.parentElement, " edge", style.borderTopColor, 3);
              if (shown && element.matches("svg .line")) check(element.parentElement, " line", style.stroke, 3);
            }
            return [String(looked), ...found];
            """;

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
    @SuppressWarnings("unchecked")
    void everyTextStandsOutFromItsGround(String scheme) {
        for (String ip : List.of(SmallCluster.TERMINATING_IP, SmallCluster.NODE_IP)) {
            // Given
            openWith(ip);

            // When
            browser.scheme(scheme);

            // Then
            await().untilAsserted(() -> {
                List<String> faint = (List<String>) browser.run(TOO_FAINT);
                assertThat(Integer.parseInt(faint.get(0))).isGreaterThan(60);
                assertThat(faint.subList(1, faint.size())).isEmpty();
            });
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
        assertThat((Boolean) browser.run(
                        "const page = document.documentElement; return page.scrollWidth <= page.clientWidth"))
                .isTrue();
        assertThat((List<?>) browser.run("""
                return [...document.querySelectorAll("body *:not(.skip)")]
                    .filter(e => !e.closest(".scroll") || e.matches(".scroll"))
                    .filter(e => e.getBoundingClientRect().right > innerWidth)
                    .map(e => e.tagName + "." + e.className + " " + e.textContent.slice(0, 30));
                """)).isEmpty();
        if (width < 500) {
            assertThat((Boolean) browser.run(
                            "const box = document.querySelector('.scroll'); return box.scrollWidth <= box.clientWidth"))
                    .isTrue();
        }
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
