package io.podwatcher.http.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** Filters that are picked in the table, and how the table and the panels are laid out. */
class PickIT extends OnSmallCluster {

    private static final String[] ALL = {"10.0.0.1", "10.0.0.2", "10.0.0.4", "10.0.0.10", "fd00::2"};

    @ParameterizedTest
    @CsvSource({
        "Namespace, 10.0.0.1, 10.0.0.1 10.0.0.10, /?namespace=shop",
        "Node, 10.0.0.2, 10.0.0.2 10.0.0.10 fd00::2, /?node=node-2"
    })
    void aClickOnAValueLeavesThePodsThatHaveIt(String column, String ip, String ips, String place) {
        // Given
        browser.open(cluster.url());
        awaitIps(ALL);

        // When
        browser.click("tr[data-ip='" + ip + "'] [data-column=" + column + "] a");

        // Then
        awaitIps(ips.split(" "));
        assertThat(browser.place()).isEqualTo(place);
        assertThat(browser.texts("tr.more")).isEmpty();
    }

    @Test
    void labelsAreAddedToTheFilterByKeyboard() {
        // Given
        browser.open(cluster.url() + "/?labelSelector=tier%3Dfront");
        awaitIps("10.0.0.1");
        browser.tabTo("tr.pod button");
        browser.press(Keys.ENTER);

        // When
        browser.tabTo("tr.more a[href='/?labelSelector=app%3Dcart']");
        browser.press(Keys.ENTER);

        // Then
        awaitIps("10.0.0.1");
        assertThat(browser.place()).isEqualTo("/?labelSelector=tier%3Dfront%2Capp%3Dcart");
        assertThat(browser.run("return document.activeElement.id")).isEqualTo("pods");
    }

    @Test
    void anIpIsCopiedAndLinked() {
        // Given
        browser.open(cluster.url());
        awaitIps(ALL);
        browser.click("tr[data-ip='10.0.0.2'] button");

        // When
        browser.click("tr.more li:nth-child(2) button");
        awaitText("tr.more li:nth-child(2) button", "Copied");
        browser.write("#search", Keys.chord(Keys.CONTROL, "v"));

        // Then
        awaitIps("fd00::2");
        assertThat(browser.attribute("tr.pod a", "href")).isEqualTo("/?namespace=media");
        browser.click("tr.pod button");
        assertThat(browser.attribute("tr.more li:nth-child(2) a[aria-label]", "href"))
                .contains("ip=fd00%3A%3A2");
    }

    @Test
    void whyNothingMatchesIsSaid() {
        // Given
        browser.open(cluster.url());
        awaitIps(ALL);
        assertThat(browser.texts("#none:not([hidden])")).isEmpty();

        // When
        browser.write("#search", "exporter");

        // Then
        awaitText("#none:not([hidden])", "share their node’s network (hostNetwork)");
        browser.click("#filters button[type=reset]");
        awaitIps(ALL);
        assertThat(browser.texts("#none:not([hidden])")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "namespace, media shop",
        "node, node-1 node-2",
        "labelSelector, app=archive app=cart app=player app=stock tier=front"
    })
    void aFilterSuggestsWhatItMayBeSetTo(String field, String values) {
        // Given: none of the pods of the URL's page has them all
        browser.open(cluster.url() + "/?search=cart");
        awaitIps("10.0.0.1");

        // When
        browser.tabTo("#" + field);

        // Then
        await().untilAsserted(() -> assertThat(
                        browser.run("return [...arguments[0].list.options].map(o => o.value).join(' ')", input(field)))
                .isEqualTo(values));
    }

    private static Object input(String id) {
        return browser.run("return document.getElementById(arguments[0])", id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void onAWideScreenPanelsAreOfOneHeightAndNoMarkMovesAColumn(String scheme) {
        // Given
        browser.open(cluster.url());
        awaitIps(ALL);
        browser.size(1120, 800, false);
        browser.scheme(scheme);
        Object before = columns();

        // When
        browser.run("""
                document.querySelector("tr.pod .mark").textContent = "changed";
                document.querySelector("tr.pod").dataset.mark = "changed";
                """);

        // Then
        assertThat(columns()).isEqualTo(before);
        assertThat((Long) browser.run("return new Set([...document.querySelectorAll('.panels > section')]"
                        + ".map(s => s.offsetHeight)).size"))
                .isEqualTo(1);
        assertThat((Boolean) browser.run("""
                return [...document.querySelectorAll("tr.pod td")].every(cell => {
                  const range = document.createRange();
                  range.selectNodeContents(cell);
                  return new Set([...range.getClientRects()].map(rectangle => rectangle.top)).size <= 1;
                });
                """)).isTrue();
        awaitText("#version", "pod-watcher ");
    }

    private static Object columns() {
        return browser.run("return [...document.querySelector('tr.pod').cells].map(c => c.offsetLeft).join()");
    }

    @Test
    void onAPhoneAPodHasTwoLinesAndTheFiltersAreFolded() {
        // Given
        browser.open(cluster.url());
        awaitIps(ALL);

        // When
        browser.size(390, 844, true);

        // Then
        awaitText("#folded:not([open]) summary", "Filters");
        assertThat((Long) browser.run(
                        "return Math.max(...[...document.querySelectorAll('tr.pod')].map(r => r.offsetHeight))"))
                .isBetween(30L, 72L);
        assertThat(browser.run("return getComputedStyle(document.getElementById('ip')).fontSize"))
                .isEqualTo("16px");
        browser.awaitFits();

        // When
        browser.click("#folded summary");

        // Then
        awaitText("#folded[open] summary", "Filters");
        browser.write("#search", "cart");
        awaitIps("10.0.0.1");
    }
}
