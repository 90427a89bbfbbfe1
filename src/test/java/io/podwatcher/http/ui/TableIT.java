package io.podwatcher.http.ui;

import static io.podwatcher.apiserver.pods.ApiPod.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The table of pods: what is in it, in which order, and what a row opens. */
class TableIT extends OnSmallCluster {

    @Test
    void allPodsAreListedByEachOfTheirIps() {
        // When
        browser.open(cluster.url());

        // Then
        awaitIps("10.0.0.1", "10.0.0.2", "10.0.0.4", "10.0.0.10", "fd00::2");
        assertThat(browser.text("#position")).isEqualTo("1–5 of 5");
        assertThat(browser.text("tr[data-ip='10.0.0.4'] [data-column=Phase]")).isEqualTo("Running, terminating");
    }

    @ParameterizedTest
    @CsvSource({
        "#search, PLAY, 10.0.0.2 fd00::2, /?search=PLAY",
        "#search, 0.0.10, 10.0.0.10, /?search=0.0.10",
        "#namespace, shop, 10.0.0.1 10.0.0.10, /?namespace=shop",
        "#node, node-2, 10.0.0.2 10.0.0.10 fd00::2, /?node=node-2",
        "#labelSelector, tier=front, 10.0.0.1, /?labelSelector=tier%3Dfront"
    })
    void aFilterLeavesThoseThatItSelectsAndCanBeLinked(String field, String text, String ips, String place) {
        // Given
        browser.open(cluster.url());
        awaitIps("10.0.0.1", "10.0.0.2", "10.0.0.4", "10.0.0.10", "fd00::2");

        // When
        browser.write(field, text);
        browser.press(Keys.ENTER);

        // Then
        awaitIps(ips.split(" "));
        assertThat(browser.place()).isEqualTo(place);
        browser.open(cluster.url() + place);
        awaitIps(ips.split(" "));
        assertThat(browser.run("return document.querySelector(arguments[0]).value", field))
                .isEqualTo(text);
    }

    @Test
    void aSearchFollowsTheTyping() {
        // Given
        browser.open(cluster.url());

        // When
        browser.write("#search", "cart");

        // Then
        awaitIps("10.0.0.1");
    }

    @Test
    void clearingTheFiltersShowsAllAgain() {
        // Given
        browser.open(cluster.url() + "/?namespace=shop&search=cart");
        awaitIps("10.0.0.1");

        // When
        browser.click("#filters button[type=reset]");

        // Then
        awaitIps("10.0.0.1", "10.0.0.2", "10.0.0.4", "10.0.0.10", "fd00::2");
        assertThat(browser.place()).isEqualTo("/");
    }

    @Test
    void whatIsWrongWithASelectorIsSaid() {
        // Given
        browser.open(cluster.url());

        // When
        browser.write("#labelSelector", "app in (");
        browser.press(Keys.ENTER);

        // Then
        awaitText("#problem", "The pods cannot be listed: labelSelector:");
        assertThat(browser.text("#position")).isEqualTo("no pods");
        awaitText("#connection", "Changes are not followed");

        // When
        browser.write("#labelSelector", "tier=front");
        browser.press(Keys.ENTER);

        // Then
        awaitIps("10.0.0.1");
        awaitText("#connection", "Live");
    }

    @ParameterizedTest
    @CsvSource({
        "ip, 10.0.0.1 10.0.0.2 10.0.0.4 10.0.0.10 fd00::2, fd00::2 10.0.0.10 10.0.0.4 10.0.0.2 10.0.0.1",
        "name, 10.0.0.4 10.0.0.1 10.0.0.2 fd00::2 10.0.0.10, 10.0.0.10 10.0.0.2 fd00::2 10.0.0.1 10.0.0.4",
        "namespace, 10.0.0.2 10.0.0.4 fd00::2 10.0.0.1 10.0.0.10, 10.0.0.1 10.0.0.10 10.0.0.2 10.0.0.4 fd00::2",
        "node, 10.0.0.1 10.0.0.4 10.0.0.2 10.0.0.10 fd00::2, 10.0.0.2 10.0.0.10 fd00::2 10.0.0.1 10.0.0.4"
    })
    void aHeadSortsByItsColumnAndTheOtherWayWhenPressedAgain(String column, String upwards, String downwards) {
        // Given
        browser.open(cluster.url() + (column.equals("ip") ? "/?sort=name" : "/"));
        String head = "th[data-sort=" + column + "]";

        // When
        browser.click(head + " button");

        // Then
        awaitIps(upwards.split(" "));
        assertThat(browser.attribute(head, "aria-sort")).isEqualTo("ascending");
        assertThat(browser.texts("th[aria-sort]")).hasSize(1);

        // When
        browser.click(head + " button");

        // Then
        awaitIps(downwards.split(" "));
        assertThat(browser.attribute(head, "aria-sort")).isEqualTo("descending");
    }

    @Test
    void aRowOpensWhatIsKnownOfItsPod() {
        // Given
        browser.open(cluster.url());
        awaitIps("10.0.0.1", "10.0.0.2", "10.0.0.4", "10.0.0.10", "fd00::2");

        // When
        browser.click("tr[data-ip='10.0.0.2'] [data-column=Pod]");

        // Then
        assertThat(browser.attribute("tr[data-ip='10.0.0.2'] button", "aria-expanded"))
                .isEqualTo("true");
        assertThat(browser.text("tr.more"))
                .contains("10.0.0.2")
                .contains("fd00::2")
                .contains("Containers")
                .contains("Ready: True")
                .contains("app=player")
                .contains("Annotations");

        // When
        browser.click("tr[data-ip='10.0.0.2'] button");

        // Then
        assertThat(browser.texts("tr.more")).isEmpty();
    }

    @Test
    void whatPodsAreCalledIsTextAndNeverMarkup() {
        // Given
        String name = "<img src=x onerror=alert(1)>";
        cluster.server.put(running("shop", name, "uid-markup", "10.0.0.3"));
        await().until(() -> cluster.service().status("/pod?ip=10.0.0.3") == 200);

        // When
        browser.open(cluster.url() + "/?search=onerror&ip=10.0.0.3");

        // Then
        awaitIps("10.0.0.3");
        assertThat(browser.text("tr.pod [data-column=Pod]")).isEqualTo(name);
        awaitText(".verdict .says", name);
        cluster.server.delete("shop", name);
        awaitIps();
    }
}
