package io.podwatcher.http.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The page without a mouse. */
class KeyboardIT extends OnSmallCluster {

    @BeforeEach
    void open() {
        browser.open(cluster.url());
        awaitIps("10.0.0.1", "10.0.0.2", "10.0.0.4", "10.0.0.10", "fd00::2");
    }

    @Test
    void anIpIsLookedUp() {
        // When
        browser.tabTo("#ip");
        browser.press("10.0.0.1", Keys.ENTER);

        // Then
        awaitText(".verdict .says", "pod cart of namespace shop");
    }

    @Test
    void theFirstTabOffersToSkipToThePods() {
        // When
        browser.press(Keys.TAB);

        // Then
        assertThat(browser.run("return document.activeElement.textContent")).isEqualTo("Skip to the pods");
        assertThat((Boolean) browser.run("return document.activeElement.getBoundingClientRect().top >= 0"))
                .isTrue();

        // When
        browser.press(Keys.ENTER);
        browser.press(Keys.TAB);

        // Then
        assertThat(browser.run("return document.activeElement.id")).isEqualTo("search");
    }

    @Test
    void theTableIsSortedAndARowIsOpenedAndClosed() {
        // When
        browser.tabTo("th[data-sort=name] button");
        browser.press(Keys.ENTER);

        // Then
        awaitIps("10.0.0.4", "10.0.0.1", "10.0.0.2", "fd00::2", "10.0.0.10");

        // When
        browser.tabTo("tr[data-ip='10.0.0.1'] button");
        browser.press(Keys.SPACE);

        // Then
        assertThat(browser.text("tr.more")).contains("app=cart");

        // When
        browser.press(Keys.ENTER);

        // Then
        assertThat(browser.texts("tr.more")).isEmpty();
    }

    @Test
    void whatHasTheFocusIsSeen() {
        for (String selector : new String[] {"#ip", "#lookup button", "#search", "thead button", "tr.pod button"}) {
            // When
            browser.tabTo(selector);

            // Then
            assertThat(browser.run("return getComputedStyle(document.activeElement).outlineStyle"))
                    .as(selector)
                    .isEqualTo("solid");
        }
    }

    @Test
    void whatChangesIsSaidPolitely() {
        for (String selector : new String[] {"#verdict", "#connection", "#watch-state", "#problem"}) {
            assertThat(browser.attribute(selector, "aria-live")).as(selector).isEqualTo("polite");
        }
    }
}
