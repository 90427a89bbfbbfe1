package io.podwatcher.http.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the panel of calls fits a screen, and that it stays bounded and responsive. */
class CallsLayoutIT extends OnCalls {

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
        browser.click(SHOP_TO_MEDIA);
        browser.click("#proposals summary");

        // When
        browser.size(width, height, width < 500);
        browser.scheme(scheme);

        // Then
        browser.awaitFits();
        Contrast.awaitGood(browser, 60);
        browser.run("document.getElementById('calls').scrollIntoView()");
        browser.keep("Calls-" + width + "-" + scheme);
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
        browser.keep("Calls-10000-pairs");
        browser.write("#find", "app-499");
        awaitCallers("team-99/Deployment app-499");
        browser.click("#matrix td:not(.empty)");
        awaitText("#cell h3", "team-99/Deployment app-499 →");
    }
}
