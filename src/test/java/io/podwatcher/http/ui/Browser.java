package io.podwatcher.http.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A headless Chromium, with the errors that it reports. Each query of the page is a single script, because the page
 * changes by itself between two. One thread.
 */
final class Browser implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /**
     * Runs before the page's own scripts: records violations of the policy, and counts the idle periods of the page.
     */
    private static final String OBSERVE = """
            window.violations = [];
            document.addEventListener("securitypolicyviolation",
                event => violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
            addEventListener("error", event => violations.push(`error ${event.message}`));
            addEventListener("unhandledrejection", event => violations.push(`rejection ${event.reason}`));
            window.beats = 0;
            setInterval(() => beats++, 20);
            """;

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts it with an empty profile, in a folder of the test. */
    static Browser start(Path folder) {
        // With explicit paths; otherwise Selenium would look for some to download.
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(NeedsBrowser.driver().toFile())
                .usingAnyFreePort()
                .build();
        LoggingPreferences console = new LoggingPreferences();
        console.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(NeedsBrowser.chromium().toFile());
        options.setCapability(ChromeOptions.LOGGING_PREFS, console);
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("profile"));
        Browser browser = new Browser(new ChromeDriver(service, options));
        browser.command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", OBSERVE));
        return browser;
    }

    /** Opens an address on a screen of the usual size, with the light scheme. */
    void open(String url) {
        size(1280, 900, false);
        scheme("light");
        driver.get(url);
    }

    /** Shows the page as on a screen of this size, and waits until it has that width: the browser resizes later. */
    void size(int width, int height, boolean phone) {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", phone));
        await().until(() -> (Boolean) run("return matchMedia(`(width: ${arguments[0]}px)`).matches", width));
    }

    /** Waits until the page is not wider than the screen: its scripts adapt it after the browser has resized it. */
    void awaitFits() {
        await().until(() ->
                (Boolean) run("const page = document.documentElement; return page.scrollWidth <= page.clientWidth"));
    }

    /** Sets the preferred color scheme: light or dark. */
    void scheme(String scheme) {
        prefer("prefers-color-scheme", scheme);
    }

    /** Sets one media feature and resets the others. */
    void prefer(String feature, String value) {
        command("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    private void command(String name, Map<String, Object> parameters) {
        driver.executeCdpCommand(name, parameters);
    }

    /** Runs a script; returns its result. */
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** The visible texts of all elements that a selector finds. */
    @SuppressWarnings("unchecked")
    List<String> texts(String selector) {
        return (List<String>)
                run("return [...document.querySelectorAll(arguments[0])].map(e => e.innerText.trim())", selector);
    }

    /** The text of the only element that a selector finds. */
    String text(String selector) {
        List<String> texts = texts(selector);
        assertThat(texts).as(selector).hasSize(1);
        return texts.get(0);
    }

    /** An attribute of the first element that a selector finds; empty when it has none. */
    String attribute(String selector, String name) {
        return Objects.toString(
                run("return document.querySelector(arguments[0])?.getAttribute(arguments[1])", selector, name), "");
    }

    /** The path and query of the page. */
    String place() {
        return (String) run("return location.pathname + location.search");
    }

    void click(String selector) {
        element(selector).click();
    }

    /** Replaces the text of a field. */
    void write(String selector, String text) {
        WebElement field = element(selector);
        field.clear();
        field.sendKeys(text);
    }

    /** Presses keys where the focus is. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Presses Tab until the focus is on the element that a selector finds. */
    void tabTo(String selector) {
        for (int i = 0; i < 200; i++) {
            press(Keys.TAB);
            if ((Boolean) run("return document.activeElement.matches(arguments[0])", selector)) {
                return;
            }
        }
        throw new AssertionError(selector + " is not reached by Tab");
    }

    void back() {
        driver.navigate().back();
    }

    private WebElement element(String selector) {
        return await().ignoreExceptions()
                .until(() -> driver.findElement(By.cssSelector(selector)), WebElement::isEnabled);
    }

    /** A screenshot, as a PNG. */
    byte[] screenshot() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /** Writes a screenshot into target/screenshots, for people. */
    void keep(String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), screenshot());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All errors that the browser has reported since the last call. */
    @SuppressWarnings("unchecked")
    List<String> complaints() {
        Stream<String> console = driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                // The browser reports each status but 200 and each closed connection; how the page handles them is
                // tested.
                .filter(message -> !message.contains("Failed to load resource") && !message.contains("net::ERR_"));
        return Stream.concat(console, ((List<String>) run("return window.violations ?? []")).stream())
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
