package io.podwatcher.http.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Who called whom, on the page: the matrix, and what stands behind a cell. */
class CallsIT extends OnCalls {

    @Test
    void aRefusalIsExplainedAndItsLineIsCopiedByKeyboard() {
        // Given
        int before = stub.questions();
        browser.open(stub.url());
        awaitLive();
        assertThat(stub.questions()).as("asked without the panel").isEqualTo(before);

        // When
        browser.tabTo("#tab-calls");
        browser.press(Keys.ENTER);

        // Then
        awaitCallers("media", "shop", "no known pod");
        awaitTargets(
                "media", "namespace=shop&serviceAccount=media/player", "shop/sale by trigger sale-api on shop.example");
        assertThat(browser.text(SHOP_TO_MEDIA)).isEqualTo("1,200▲ 4");
        assertThat(browser.attribute(SHOP_TO_MEDIA, "aria-label")).isEqualTo("1,200 allowed, 4 refused");

        // When
        browser.tabTo("#matrix td");
        browser.press(Keys.ARROW_DOWN);
        browser.press(Keys.ENTER);

        // Then
        awaitText("#cell h3", "shop → media");
        assertThat(browser.texts("#cell .pair p:first-child")).hasSize(2);
        assertThat(browser.texts("#cell .pair p:first-child").get(0))
                .startsWith("shop/Deployment cart, service account cart called media: 1,200 allowed, 3 refused");
        assertThat(browser.text("#cell")).contains("Refused: wrong namespace.");

        // When
        browser.tabTo("#cell button");
        browser.press(Keys.ENTER);
        await().untilAsserted(() -> assertThat(browser.texts("#cell button")).contains("Copied"));
        browser.press(Keys.ESCAPE);

        // Then
        assertThat((Boolean) browser.run("return document.activeElement.matches(arguments[0])", SHOP_TO_MEDIA))
                .isTrue();
        browser.write("#find", Keys.chord(Keys.CONTROL, "v"));
        assertThat(browser.run("return document.getElementById('find').value")).isEqualTo("&namespace=shop");
    }

    @Test
    void callersAreSwitchedAndFilteredAndTheViewCanBeLinked() {
        // Given
        open("/?show=calls");

        // When
        browser.run("""
                const by = document.getElementById("by");
                by.value = "owner";
                by.dispatchEvent(new Event("change"));
                """);

        // Then
        awaitCallers("media/Deployment player", "shop/Deployment cart", "shop/Deployment stock", "no known pod");

        // When
        browser.click("#refused");
        browser.write("#find", "SALE");

        // Then
        awaitCallers("media/Deployment player");
        awaitTargets("shop/sale by trigger sale-api on shop.example");
        assertThat(browser.texts("#refusals li")).isEmpty();
        assertThat(browser.text("#proposals summary")).isEqualTo("Lock to what was learned: one target");
        assertThat(browser.place()).isEqualTo("/?show=calls&find=SALE&by=owner&refused=only");

        // When
        open(browser.place());

        // Then
        awaitCallers("media/Deployment player");
        browser.write("#find", "nobody");
        awaitText("#calls-none:not([hidden])", "No refused call matches “nobody”.");
    }

    @Test
    void openNumbersFollowTheAnswers() {
        // Given
        open("/?show=calls");
        browser.click(SHOP_TO_MEDIA);
        JsonObject later = Calls.some();
        later.getJsonArray("pairs").getJsonObject(0).put("denied", 9);

        // When
        stub.answers(200, later);
        browser.click("#tab-calls");

        // Then
        await().untilAsserted(() -> assertThat(browser.text(SHOP_TO_MEDIA)).isEqualTo("1,200▲ 10"));
        assertThat(browser.texts("#cell .pair p:first-child").get(0)).contains("9 refused");
    }

    @Test
    void thatThereAreNoCallsOrThatTheyCannotBeReadIsSaid() {
        // Given
        stub.answers(200, Calls.none("audit"));

        // When
        browser.open(stub.url() + "/?show=calls");

        // Then
        awaitText("#calls-none:not([hidden])", "No proxy has asked about a call yet.");
        awaitText("#calls-since", "AUTHORIZE_MODE is audit: refused calls were let through all the same.");
        assertThat(browser.texts("#matrix:not([hidden]), #proposals:not([hidden])"))
                .isEmpty();

        // When
        stub.answers(
                403,
                new JsonObject()
                        .put("error", "10.0.0.1 is not allowed to read this")
                        .put("reason", "not_allowed"));
        browser.click("#tab-calls");

        // Then
        awaitText("#calls-problem:not([hidden])", "Calls cannot be shown: 10.0.0.1 is not allowed to read this.");
        stub.answers(200, Calls.some());
        browser.click("#tab-calls");
        awaitCallers("media", "shop", "no known pod");
        assertThat(browser.texts("#calls-problem:not([hidden])")).isEmpty();
    }
}
