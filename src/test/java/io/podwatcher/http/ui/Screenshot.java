package io.podwatcher.http.ui;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes the pictures of the README from a demo that runs; CONTRIBUTING says how. */
public final class Screenshot {

    private static final String REFUSED = "#matrix td .denied";

    private Screenshot() {}

    /** Takes the address of the page and the file to write. */
    public static void main(String[] arguments) throws IOException {
        Path profile = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "screenshot");
        try (Browser browser = Browser.start(profile)) {
            browser.open(arguments[0]);
            // Emulates a phone of the size of a screen, because phones show no scroll bars.
            browser.size(1120, 820, true);
            await().until(() -> browser.text("#connection").contains("Live"));
            if (browser.place().contains("show=calls")) {
                await().until(() -> !browser.texts(REFUSED).isEmpty());
                browser.click(REFUSED);
                browser.run("document.querySelector('.tabs').scrollIntoView()");
            } else {
                await().until(() -> browser.texts(".verdict").size() == 1
                        && browser.text("#watch-state").contains("Ready")
                        && !browser.attribute("#load .line", "d").isEmpty()
                        && browser.texts("tr.pod[data-mark=new]").size() == 1);
            }
            Files.write(Path.of(arguments[1]), browser.screenshot());
        }
    }
}
