package io.podwatcher.http.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.integration.service.RunningService;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The search for the pod that owns an IP, on the page. */
class LookupIT extends OnSmallCluster {

    @Test
    void theOwnerIsNamedInWords() {
        // Given
        browser.open(cluster.url());

        // When
        browser.write("#ip", "10.0.0.1");
        browser.press(Keys.ENTER);

        // Then
        awaitText(".verdict .says", "10.0.0.1 is owned by pod cart of namespace shop.");
        assertThat(browser.text(".verdict > .facts"))
                .contains("node-1")
                .contains("Service account")
                .contains("Owner")
                .contains("Running");
        assertThat(browser.texts(".verdict .warning")).isEmpty();
        assertThat(browser.text("#asked")).contains("the API server had confirmed the map");
    }

    @Test
    void thatThePodIsTerminatingIsSaid() {
        // When
        browser.open(cluster.url() + "/?ip=" + SmallCluster.TERMINATING_IP);

        // Then
        awaitText(".verdict .says", "owned by pod archive of namespace media");
        assertThat(browser.text(".verdict .warning")).contains("It is terminating");
    }

    @ParameterizedTest
    @CsvSource({
        "10.9.9.9, not_found, No pod has 10.9.9.9.",
        SmallCluster.NODE_IP + ", host_network, " + SmallCluster.NODE_IP + " is a node's.",
        SmallCluster.AMBIGUOUS_IP + ", ambiguous, More than one pod claims " + SmallCluster.AMBIGUOUS_IP + ".",
        "10.0.0.256, invalid_ip, “10.0.0.256” is not an IP address.",
        "<b>x</b>, invalid_ip, “<b>x</b>” is not an IP address."
    })
    void aRefusalSaysWhyAndWhatToDo(String ip, String reason, String text) {
        // Given
        browser.open(cluster.url());

        // When
        browser.write("#ip", ip);
        browser.click("#lookup button");

        // Then
        awaitText(".verdict .says", text);
        assertThat(browser.attribute(".verdict", "data-reason")).isEqualTo(reason);
        assertThat(browser.text(".verdict p:nth-child(2)")).hasSizeGreaterThan(60);
    }

    @Test
    void beforeTheFirstListNothingIsSaidOfAnyIp() throws Exception {
        // Given
        try (RunningService notSynced = RunningService.start(MockCluster.accessTo(MockCluster.freePort()))) {
            // When
            browser.open("http://127.0.0.1:" + notSynced.port() + "/?ip=10.0.0.1");

            // Then
            awaitText(".verdict .says", "The owner of 10.0.0.1 is not known yet.");
            awaitText("#watch-state", "Not ready: the first list of pods is not complete: ");
            assertThat(browser.text("#watch-state")).doesNotContain(";");
            awaitText("#connection", "Waiting for the first list of pods.");
            awaitText("#problem", "The first list of pods is not complete");
            awaitText("#watch", "not complete");
            assertThat(browser.text("#watch")).containsPattern("Confirmed\\s+not yet");
        }
    }

    @Test
    void theBackButtonGoesToTheVerdictBefore() {
        // Given
        browser.open(cluster.url() + "/?ip=10.0.0.1");
        awaitText(".verdict .says", "pod cart");
        browser.write("#ip", "10.0.0.10");
        browser.press(Keys.ENTER);
        awaitText(".verdict .says", "pod stock");
        assertThat(browser.place()).isEqualTo("/?ip=10.0.0.10");

        // When
        browser.back();

        // Then
        awaitText(".verdict .says", "pod cart");
        assertThat(browser.run("return document.getElementById('ip').value")).isEqualTo("10.0.0.1");
    }

    @Test
    void allThatIsKnownOfThePodCanBeOpened() {
        // Given
        browser.open(cluster.url() + "/?ip=10.0.0.1");
        awaitText(".verdict .says", "pod cart");

        // When
        browser.click(".verdict summary");

        // Then
        assertThat(browser.text(".verdict details")).contains("tier=front").contains("uid-cart");
    }

    @Test
    void aProxyThatIsNotTrustedIsShown() throws Exception {
        // Given
        browser.open(cluster.url() + "/");
        awaitText("#watch-state", "Ready: the map is complete and fresh.");
        HttpRequest forwarded = HttpRequest.newBuilder(URI.create(cluster.url() + "/authorize?namespace=shop"))
                .header("X-Forwarded-For", "10.0.0.1")
                .build();

        // When
        HttpClient.newHttpClient().send(forwarded, HttpResponse.BodyHandlers.ofString());

        // Then
        awaitText("#untrusted", "A request with X-Forwarded-For came from peers that are not in TRUSTED_PROXIES.");
    }

    @Test
    void lookupsAreSeenInTheLoad() {
        // When
        browser.open(cluster.url() + "/?ip=10.0.0.1");

        // Then
        await().untilAsserted(() -> assertThat(browser.attribute("#load figure:first-child svg", "aria-label"))
                .matches("Lookups over the last 15 minutes: now .*/s, highest .*/s"));
        await().untilAsserted(
                        () -> assertThat(browser.attribute("#load .line", "d")).startsWith("M"));
        awaitText("#watch-state", "Ready: the map is complete and fresh.");
    }
}
