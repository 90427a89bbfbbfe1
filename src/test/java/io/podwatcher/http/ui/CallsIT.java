package io.podwatcher.http.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** Who called whom, on the page. */
class CallsIT extends OnSmallCluster {

    private static final String CART_TO_MEDIA = "#matrix td[data-caller='shop'][data-target='media']";

    private static DecisionsStub stub;

    @BeforeAll
    static void startStub() throws Exception {
        stub = new DecisionsStub(cluster.url());
    }

    @AfterAll
    static void stopStub() throws Exception {
        stub.close();
    }

    @BeforeEach
    void answerSome() {
        stub.answers(200, Calls.some());
    }

    private static void open(String place) {
        browser.open(stub.url() + place);
        awaitText("#calls-since", "Counted since");
        awaitText("#matrix:not([aria-busy]):not([hidden])", "Caller");
    }

    private static void awaitCallers(String... callers) {
        await().untilAsserted(
                        () -> assertThat(browser.texts("#matrix tbody th")).containsExactly(callers));
    }

    private static void awaitTargets(String... targets) {
        await().untilAsserted(
                        () -> assertThat(browser.texts("#matrix thead span")).containsExactly(targets));
    }

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
        assertThat(browser.text(CART_TO_MEDIA)).isEqualTo("1,200▲ 4");
        assertThat(browser.attribute(CART_TO_MEDIA, "aria-label")).isEqualTo("1,200 allowed, 4 refused");

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
        assertThat((Boolean) browser.run("return document.activeElement.matches(arguments[0])", CART_TO_MEDIA))
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

    @ParameterizedTest
    @CsvSource({
        "390, 844, light",
        "390, 844, dark",
        "820, 1180, light",
        "820, 1180, dark",
        "1120, 800, light",
        "1120, 800, dark"
    })
    void itFitsTheScreenAndStandsOut(int width, int height, String scheme) {
        // Given
        open("/?show=calls");
        browser.click(CART_TO_MEDIA);
        browser.click("#proposals summary");

        // When
        browser.size(width, height, width < 500);
        browser.scheme(scheme);

        // Then
        assertThat((Boolean) browser.run(
                        "const page = document.documentElement; return page.scrollWidth <= page.clientWidth"))
                .isTrue();
        Contrast.awaitGood(browser, 60);
        browser.run("document.getElementById('calls').scrollIntoView()");
        browser.keep("CallsIT-" + width + "-" + scheme);
    }

    @Test
    void openNumbersFollowTheAnswers() {
        // Given
        open("/?show=calls");
        browser.click(CART_TO_MEDIA);
        JsonObject later = Calls.some();
        later.getJsonArray("pairs").getJsonObject(0).put("denied", 9);

        // When
        stub.answers(200, later);
        browser.click("#tab-calls");

        // Then
        await().untilAsserted(() -> assertThat(browser.text(CART_TO_MEDIA)).isEqualTo("1,200▲ 10"));
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

    @Test
    void thousandsOfPairsAreABoundedMatrixAndThePageStaysResponsive() {
        // Given
        stub.answers(200, Calls.many(10_000));
        browser.open(stub.url());
        awaitLive();
        browser.run("""
                window.framesWhileBusy = 0;
                const matrix = document.getElementById("matrix");
                const count = () => {
                  framesWhileBusy += matrix.hasAttribute("aria-busy") && !matrix.hidden ? 1 : 0;
                  requestAnimationFrame(count);
                };
                count();
                """);

        // When
        browser.click("#tab-calls");

        // Then
        awaitText("#calls-more", "Shown are the 40 busiest of 100 callers and the 20 busiest of 200 targets.");
        assertThat(browser.texts("#matrix tbody tr")).hasSize(40);
        browser.click("#matrix td:not(.empty)");
        awaitText("#cell h3", "→ target-");
        assertThat(browser.texts("#cell .pair")).hasSizeBetween(1, 10);
        assertThat(browser.texts("#matrix tbody tr:first-child td")).hasSize(20);

        // When
        browser.run("""
                const by = document.getElementById("by");
                by.value = "owner";
                by.dispatchEvent(new Event("change"));
                """);
        awaitText("#calls-more", "the 40 busiest of 500 callers");

        // Then: it was drawn in between
        assertThat((Long) browser.run("return framesWhileBusy")).isPositive();
        browser.run("document.getElementById('calls').scrollIntoView()");
        browser.keep("CallsIT-10000-pairs");
        browser.write("#find", "app-499");
        awaitCallers("team-99/Deployment app-499");
        browser.click("#matrix td:not(.empty)");
        awaitText("#cell h3", "team-99/Deployment app-499 →");
    }
}
