package io.podwatcher.http.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The last refusals, and the lines that allow what was learned, on the page. */
class CallListsIT extends OnCalls {

    @Test
    void theLastRefusalsAreListedAndLeadToTheLookup() {
        // When
        open("/?show=calls");

        // Then
        assertThat(browser.texts("#refusals li")).hasSize(3);
        assertThat(browser.texts("#refusals li").get(0))
                .endsWith("shop/cart (10.0.0.1) → media: wrong namespace, 3 times");
        assertThat(browser.texts("#refusals li").get(1))
                .endsWith("no known pod (10.9.9.9) → media: would be refused: no pod has the IP");
        assertThat(browser.texts("#refusals li").get(2))
                .endsWith("media/<b>player</b> (10.0.0.2) → unknown target on nowhere.example: no HTTPTrigger matches");

        // When
        browser.click("#refusals a");

        // Then
        awaitText("#verdict .says", "10.0.0.1 is owned by pod cart of namespace shop.");
        awaitText("#explanation .says", "Denied: 10.0.0.1 may not call namespace media.");
    }

    @Test
    void noRefusalsAreReportedOnlyOnceCallsAreKnown() {
        // Given
        stub.answers(503, new JsonObject().put("error", "Too many listings").put("reason", "overloaded"));
        browser.open(stub.url() + "/?show=calls");
        awaitText("#calls-problem:not([hidden])", "Calls cannot be shown");
        assertThat(browser.texts("#no-refusals:not([hidden])")).isEmpty();

        // When
        stub.answers(200, Calls.some().put("decisions", new JsonArray()));
        browser.click("#tab-calls");

        // Then
        awaitText("#no-refusals:not([hidden])", "None.");
    }

    @Test
    void theLineThatAllowsWhatWasLearnedIsCopied() {
        // Given
        open("/?show=calls");

        // When
        browser.tabTo("#proposals summary");
        browser.press(Keys.ENTER);

        // Then
        awaitText("#proposals[open] summary", "Lock to what was learned: 3 targets");
        assertThat(browser.texts("#proposals .pair p:first-child"))
                .first()
                .isEqualTo("media: lets in serviceaccount:media/player, serviceaccount:shop/cart");

        assertThat(browser.text("#proposals .pair:last-child")).endsWith("The line is too long.");

        // When
        browser.tabTo("#proposals button");
        browser.press(Keys.ENTER);
        awaitText("#proposals .pair:first-child button", "Copied");
        browser.write("#ip", Keys.chord(Keys.CONTROL, "v"));

        // Then
        assertThat(browser.run("return document.getElementById('ip').value"))
                .isEqualTo("/authorize?namespace=media&namespace=shop&serviceAccount=media/player"
                        + "&serviceAccount=shop/cart");
    }
}
