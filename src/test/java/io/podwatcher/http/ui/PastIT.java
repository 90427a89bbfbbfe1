package io.podwatcher.http.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.FakeHistory;
import io.podwatcher.http.Service;
import io.podwatcher.http.history.HistoryOptions;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.history.HistoryFailure;
import io.podwatcher.messages.history.Interval;
import io.podwatcher.messages.history.IntervalsReply;
import io.podwatcher.messages.history.IntervalsRequest;
import io.podwatcher.messages.history.IntervalsRequest.Subject;
import io.podwatcher.messages.history.PastPod;
import io.podwatcher.messages.history.TimeRange;
import io.podwatcher.model.Pod;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Who had an IP before, on the page. */
class PastIT extends InBrowser {

    private static final String IP = "10.0.0.1";
    private static final String OTHER_IP = "10.0.0.7";

    private final Vertx vertx = Vertx.vertx();
    private FakeHistory history;
    private String url;

    @BeforeEach
    void startService() {
        FakeCache cache = new FakeCache(vertx).listen();
        cache.owns(IP, cart());
        vertx.eventBus().localConsumer(BusAddresses.CHANGES, message -> message.fail(1, "no changes are served here"));
        history = new FakeHistory(vertx).listen();
        history.answers(PastIT::reply);
        Service service = Service.startWithHistory(
                vertx, new HistoryOptions(Duration.ofDays(30), Clock.systemUTC()), Optional.empty());
        url = "http://127.0.0.1:" + service.port();
    }

    @AfterEach
    void stopService() {
        Service.await(vertx.close());
    }

    private static Pod cart() {
        String json = """
                {"name": "cart", "namespace": "shop", "uid": "uid-cart", "labels": {}, "annotations": {},
                 "node_name": "node-1", "phase": "Running", "pod_ip": "10.0.0.1", "pod_ips": ["10.0.0.1"],
                 "host_ip": null, "start_time": null, "conditions": [], "containers": [], "resource_version": "1",
                 "service_account": "till", "owner": null}
                """;
        return new Pod(
                "uid-cart",
                "shop",
                "cart",
                "node-1",
                "till",
                List.of(),
                List.of(),
                Pod.Network.POD,
                Pod.Stage.LIVE,
                json.getBytes(StandardCharsets.UTF_8));
    }

    /** The IP had three owners, with a gap before the last one; the player has had another IP, too. */
    private static IntervalsReply reply(IntervalsRequest request) {
        PastPod player = FakeHistory.pod("media", "player");
        Interval now = new Interval(
                FakeCache.ip(IP),
                FakeHistory.pod("shop", "cart"),
                at("14:32:10"),
                Optional.of(at("14:20:00")),
                Optional.empty(),
                Optional.empty());
        Interval before = new Interval(
                FakeCache.ip(IP),
                player,
                at("14:00:00"),
                Optional.of(at("14:00:00")),
                Optional.of(at("14:20:00")),
                Optional.of(at("14:32:10")));
        Interval first = new Interval(
                FakeCache.ip(IP),
                FakeHistory.bare("shop", "<b>old</b>"),
                at("13:00:00"),
                Optional.empty(),
                Optional.of(at("13:50:00")),
                Optional.of(at("13:50:00")));
        Interval other = FakeHistory.interval(OTHER_IP, player, "2026-11-22T12:00:00Z", "2026-11-22T13:00:00Z");
        List<TimeRange> coverage =
                List.of(new TimeRange(at("13:00:00"), at("14:20:00")), new TimeRange(at("14:32:10"), at("15:00:00")));
        if (request.subject() instanceof Subject.OfUid) {
            return new IntervalsReply(List.of(before, other), Optional.empty(), coverage);
        }
        Subject.OfIp subject = (Subject.OfIp) request.subject();
        return subject.ip().equals(FakeCache.ip(IP))
                ? new IntervalsReply(List.of(now, before, first), Optional.empty(), coverage)
                : new IntervalsReply(List.of(), Optional.empty(), List.of());
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-23T" + time + "Z");
    }

    private void lookUp(String ip) {
        browser.open(url + "/?ip=" + ip);
        awaitText("#past:not([hidden]) #past-open", "Who had it before?");
    }

    private static List<String> owners() {
        return browser.texts("ol.past a");
    }

    private static void awaitOwners(String... owners) {
        await().untilAsserted(() -> assertThat(owners()).containsExactly(owners));
    }

    @Test
    void theOwnersOfAnIpAreDrawnAndListed() {
        // Given
        lookUp(IP);
        assertThat(history.requests()).isEmpty();

        // When
        browser.click("#past-open");

        // Then
        awaitOwners("shop/cart", "media/player", "shop/<b>old</b>");
        assertThat(browser.attribute("#past-open", "aria-expanded")).isEqualTo("true");
        List<String> entries = browser.texts("ol.past li");
        assertThat(entries.get(0)).contains("from between").contains("until now");
        assertThat(entries.get(1)).contains("until between").contains("on node-1");
        assertThat(entries.get(2)).contains("or earlier").doesNotContain(" on ");
        assertThat(browser.texts("#past-shown .aside"))
                .anySatisfy(text -> assertThat(text).contains("In between nothing is known."));
        assertThat(browser.run("return document.querySelectorAll('.timeline .sure').length"))
                .isEqualTo(3L);
        assertThat(browser.run("return document.querySelectorAll('.timeline .covered').length"))
                .isEqualTo(2L);
    }

    @Test
    void aGapIsDrawnAsAGapAndAnUncertainBoundAsUncertain() {
        // Given
        lookUp(IP);

        // When
        browser.click("#past-open");

        // Then
        awaitOwners("shop/cart", "media/player", "shop/<b>old</b>");
        assertThat(browser.run("""
                const box = name => [...document.querySelectorAll(".timeline ." + name)].map(e => e.getBoundingClientRect());
                const [before, after] = box("covered");
                const unsure = box("unsure").filter(({ width }) => width > 1);
                const inGap = unsure.filter(({ left, right }) => left >= before.right - 1 && right <= after.left + 1);
                const open = unsure.filter(({ right }) => right <= before.left + 1);
                return after.left - before.right > 20 && unsure.length === 3 && inGap.length === 2 && open.length === 1;
                """)).isEqualTo(true);
    }

    @Test
    void thePodsOwnIpsAreShownByAClickAndTheWayBackByTheKeyboard() {
        // Given
        lookUp(IP);
        browser.click("#past-open");
        awaitOwners("shop/cart", "media/player", "shop/<b>old</b>");

        // When
        browser.click("ol.past li:nth-child(2) a");

        // Then
        awaitOwners(IP, OTHER_IP);
        assertThat(browser.text("#past-shown .says")).isEqualTo("IPs of pod media/player, the latest first");
        assertThat(browser.run("return document.activeElement.textContent"))
                .asString()
                .contains("IPs of pod");

        // When
        browser.click("#past-shown a[data-ip='" + IP + "']");
        awaitOwners("shop/cart", "media/player", "shop/<b>old</b>");
        browser.tabTo("ol.past li:nth-child(2) a");
        browser.press(Keys.ENTER);

        // Then
        awaitOwners(IP, OTHER_IP);
    }

    @Test
    void anotherLookupClosesItAndAnIpWithoutOwnersSaysSo() {
        // Given
        lookUp(IP);
        browser.click("#past-open");
        awaitOwners("shop/cart", "media/player", "shop/<b>old</b>");

        // When
        browser.write("#ip", "10.0.0.9");
        browser.press(Keys.ENTER);

        // Then
        awaitOwners();
        assertThat(browser.attribute("#past-open", "aria-expanded")).isEqualTo("false");
        browser.click("#past-open");
        awaitText("#past-shown .says", "Owners of 10.0.0.9: none is recorded.");
        browser.click("#past-open");
        assertThat(browser.texts("#past-shown .says")).isEmpty();
    }

    @Test
    void aHistoryThatCannotBeReadIsSaid() {
        // Given
        history.fails(HistoryFailure.UNAVAILABLE);
        lookUp(IP);

        // When
        browser.click("#past-open");

        // Then
        awaitText("#past-shown .says", "The history cannot be read now: the database refuses connections.");
    }

    @Test
    void withoutALookupNothingIsOffered() {
        // When
        browser.open(url + "/");
        awaitText("#watch-state", "Ready");

        // Then
        assertThat(browser.attribute("#past", "hidden")).isEmpty();
        assertThat(browser.run("return document.getElementById('past').hidden")).isEqualTo(true);
    }

    @Test
    void itFitsOnAPhoneAndOnADarkScreen() {
        // Given
        lookUp(IP);
        browser.size(390, 844, true);
        browser.scheme("dark");

        // When
        browser.click("#past-open");
        awaitOwners("shop/cart", "media/player", "shop/<b>old</b>");
        browser.run("document.getElementById('past').scrollIntoView()");

        // Then
        assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
    }
}
