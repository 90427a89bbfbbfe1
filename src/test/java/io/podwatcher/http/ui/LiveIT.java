package io.podwatcher.http.ui;

import static io.podwatcher.apiserver.pods.ApiPod.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The open page while the cluster changes. */
class LiveIT extends InBrowser {

    private static final String[] ALL = {"10.0.0.1", "10.0.0.2", "10.0.0.4", "10.0.0.10", "fd00::2"};

    /** Closed after the browser. */
    @AutoClose
    private SmallCluster cluster;

    @BeforeEach
    void open() throws Exception {
        cluster = new SmallCluster();
        openPage("/");
        awaitIps(ALL);
    }

    private void openPage(String place) {
        browser.open(cluster.url() + place);
        awaitLive();
        browser.run("window.sameDocument = true");
    }

    private static void assertNotLoadedAgain() {
        assertThat(browser.run("return window.sameDocument")).isEqualTo(true);
    }

    @Test
    void aNewPodComesInWhereItBelongs() {
        // When
        cluster.server.put(running("shop", "till", "uid-till", "10.0.0.3"));

        // Then
        awaitIps("10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.10", "fd00::2");
        await().untilAsserted(() -> assertThat(browser.text("#position")).isEqualTo("1–6 of 6"));
        assertNotLoadedAgain();
    }

    @Test
    void whatHasChangedIsMarkedForAWhile() {
        // Given
        browser.run("""
                window.marks = [];
                new MutationObserver(() => marks.push(document.querySelector("tr[data-ip='10.0.0.1'] .mark").textContent))
                    .observe(document.querySelector("tr[data-ip='10.0.0.1']"), {subtree: true, childList: true});
                """);

        // When
        cluster.server.put(running("shop", "cart", "uid-cart", "10.0.0.1").beingDeleted());

        // Then
        await().untilAsserted(() -> assertThat(browser.text("tr[data-ip='10.0.0.1'] [data-column=Phase]"))
                .isEqualTo("Running, terminating"));
        await().untilAsserted(() ->
                assertThat(browser.run("return [...new Set(marks)].join()")).isEqualTo("changed,"));
        assertNotLoadedAgain();
    }

    @Test
    void aPodThatGoesIsMarkedAndLeaves() {
        // When
        cluster.server.delete("shop", "cart");

        // Then
        awaitText("tr[data-ip='10.0.0.1'] .mark", "gone");
        awaitIps("10.0.0.2", "10.0.0.4", "10.0.0.10", "fd00::2");
        await().untilAsserted(() ->
                assertThat(browser.texts("tr[data-ip='10.0.0.1']")).isEmpty());
        assertThat(browser.text("#position")).isEqualTo("1–4 of 4");
        assertNotLoadedAgain();
    }

    @Test
    void anIpThatIsGivenToAnotherPodMovesToWhereThatPodBelongs() {
        // Given
        openPage("/?sort=name");
        awaitIps("10.0.0.4", "10.0.0.1", "10.0.0.2", "fd00::2", "10.0.0.10");

        // When
        cluster.server.delete("media", "archive");
        cluster.server.put(running("media", "zebra", "uid-zebra", SmallCluster.TERMINATING_IP));

        // Then
        awaitIps("10.0.0.1", "10.0.0.2", "fd00::2", "10.0.0.10", "10.0.0.4");
        assertThat(browser.text("tr[data-ip='10.0.0.4'] [data-column=Pod]")).isEqualTo("zebra");
        assertNotLoadedAgain();
    }

    @Test
    void onlyPodsThatTheFiltersAndTheSearchSelectComeIn() {
        // Given
        openPage("/?namespace=shop&search=st");
        awaitIps("10.0.0.10");

        // When
        cluster.server.put(running("media", "store", "uid-store", "10.0.0.11"));
        cluster.server.put(running("shop", "till", "uid-till", "10.0.0.12"));
        cluster.server.put(running("shop", "stand", "uid-stand", "10.0.0.13"));

        // Then
        awaitIps("10.0.0.10", "10.0.0.13");
        assertNotLoadedAgain();
    }

    @Test
    void anOpenRowStaysOpenAndTellsTheChange() {
        // Given
        browser.click("tr[data-ip='10.0.0.1'] button");

        // When
        cluster.server.put(running("shop", "cart", "uid-cart", "10.0.0.1").onNode("node-7"));

        // Then
        awaitText("tr.more", "node-7");
        assertThat(browser.run("return document.activeElement.textContent")).isEqualTo("10.0.0.1");
    }

    @Test
    void afterARestartOfTheServiceThePageComesBackWithTheRightRows() throws Exception {
        // Given
        cluster.stopService();
        awaitText("#connection", "pod-watcher does not answer, trying again.");
        awaitText("#watch-state", "Not known now.");
        awaitText("#load figure:first-child .aside:not(div)", "not known now");
        assertThat(browser.texts("#problem:not([hidden])")).isEmpty();
        assertThat(ips()).containsExactly(ALL);
        cluster.server.delete("shop", "cart");
        cluster.server.put(running("shop", "till", "uid-till", "10.0.0.3"));

        // When
        cluster.startService();

        // Then
        awaitLive();
        awaitIps("10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.10", "fd00::2");
        awaitText("#watch-state", "Ready");
        cluster.server.delete("shop", "till");
        awaitIps("10.0.0.2", "10.0.0.4", "10.0.0.10", "fd00::2");
        assertNotLoadedAgain();
    }
}
