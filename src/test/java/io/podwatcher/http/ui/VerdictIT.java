package io.podwatcher.http.ui;

import static io.podwatcher.apiserver.pods.ApiPod.running;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** What the lookup makes of a text, and that its verdict stays true while the cluster changes. */
class VerdictIT extends OnSmallCluster {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.10:8080 | 10.0.0.10",
                "[fd00::2]:80 | fd00::2",
                "http://user@10.0.0.10:8080/cart?from=x | 10.0.0.10",
                "::ffff:10.0.0.10 | 10.0.0.10",
                "2026-11-28T14:03:59Z aa:bb:cc:dd:ee:ff fd00::2: refused, status 1.2.3 | fd00::2",
                "shop/stock | 10.0.0.10",
                "pod/stock | 10.0.0.10",
                "stoc | 10.0.0.10"
            })
    void theAddressIsFoundInWhatIsPasted(String text, String ip) {
        // Given
        browser.open(cluster.url());

        // When
        browser.write("#ip", text);
        browser.press(Keys.ENTER);

        // Then
        awaitText("#verdict .says", ip + " is owned by pod");
        assertThat(browser.place()).isEqualTo("/?ip=" + ip.replace(":", "%3A"));
        assertThat(browser.run("return document.getElementById('ip').value")).isEqualTo(ip);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "denied: 10.0.0.1 -> 10.0.0.10 | 10.0.0.1, 10.0.0.10",
                "ar | media/archive, 10.0.0.4 shop/cart, 10.0.0.1"
            })
    void oneOfSeveralIsChosen(String text, String choices) {
        // Given
        browser.open(cluster.url());

        // When
        browser.write("#ip", text);
        browser.press(Keys.ENTER);

        // Then
        awaitText("#verdict .says", "Which one?");
        assertThat(browser.texts(".choices li"))
                .hasSize(2)
                .allSatisfy(choice -> assertThat(choices).contains(choice));
        browser.tabTo(".choices a");
        browser.press(Keys.ENTER);
        awaitText("#verdict .says", "is owned by pod");
    }

    @Test
    void thatNoPodHasANameIsSaid() {
        // When
        browser.open(cluster.url() + "/?ip=exporter");

        // Then
        awaitText("#verdict .says", "No pod with an IP is called exporter.");
        assertThat(browser.text("#verdict")).contains("hostNetwork");
        assertThat(browser.texts("#call:not([hidden])")).isEmpty();
    }

    @Test
    void whoClaimsAnAmbiguousIpIsListed() {
        // When
        browser.open(cluster.url() + "/?ip=" + SmallCluster.AMBIGUOUS_IP);

        // Then
        awaitText("#verdict .says", "More than one pod claims");
        assertThat(browser.texts(".claimants li"))
                .containsExactly("system/one on node-1, Running", "system/two on node-1, Running");
    }

    @Test
    void theVerdictFollowsTheMapAndTheTypingStays() throws Exception {
        // Given
        cluster.server.put(running("shop", "till", "uid-till", "10.0.0.33"));
        browser.open(cluster.url() + "/?ip=10.0.0.33&target=shop");
        awaitText("#verdict .says", "10.0.0.33 is owned by pod till of namespace shop.");
        awaitText("#explanation .says", "Allowed");
        browser.write("#ip", "10.0.0.");

        // When
        cluster.server.delete("shop", "till");

        // Then
        awaitText("#verdict .says", "No pod has 10.0.0.33.");
        awaitText("#verdict .before", "Before: 10.0.0.33 is owned by pod till of namespace shop.");
        awaitText("#explanation .says", "Denied");
        assertThat(browser.run("return document.getElementById('ip').value")).isEqualTo("10.0.0.");

        // When
        cluster.stopService();

        // Then
        awaitText("#verdict .says", "The owner of 10.0.0.33 is not known.");
        awaitText("#explanation .says", "is not known");
        assertThat(browser.text("#asked")).isEmpty();

        // When
        cluster.server.put(running("media", "radio", "uid-radio", "10.0.0.33"));
        cluster.startService();

        // Then
        awaitText("#verdict .says", "10.0.0.33 is owned by pod radio of namespace media.");
        awaitText("#explanation .says", "Denied");
        cluster.server.delete("media", "radio");
        awaitText("#verdict .says", "No pod has 10.0.0.33.");
    }
}
