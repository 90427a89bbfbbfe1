package io.podwatcher.http.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * One browser for all tests of a class. Each test leaves a screenshot, and fails if the browser has reported an error.
 */
@ExtendWith(NeedsBrowser.class)
abstract class InBrowser {

    static Browser browser;

    @BeforeAll
    static void startBrowser(@TempDir Path folder) {
        browser = Browser.start(folder);
    }

    @AfterAll
    static void stopBrowser() {
        browser.close();
    }

    @AfterEach
    void nothingIsWrongWithThePage(TestInfo test) {
        browser.keep(getClass().getSimpleName() + "-" + test.getDisplayName().replaceAll("\\W+", "-"));
        assertThat(browser.complaints()).isEmpty();
    }

    /** The IPs in the table from top to bottom, without rows that are being removed. */
    static List<String> ips() {
        return browser.texts("tr.pod:not([data-mark=gone]) th button");
    }

    static void awaitIps(String... expected) {
        await().untilAsserted(() -> assertThat(ips()).containsExactly(expected));
    }

    static void awaitText(String selector, String part) {
        await().untilAsserted(() ->
                assertThat(browser.texts(selector)).singleElement().asString().contains(part));
    }

    /** Waits until the page receives changes. */
    static void awaitLive() {
        awaitText("#connection", "Live");
    }
}
