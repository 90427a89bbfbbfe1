package io.podwatcher.http;

import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.lookup.LookupReply;
import io.podwatcher.messages.lookup.LookupRequest;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.lookup.VersionWait;
import io.podwatcher.messages.lookup.Wait;
import io.podwatcher.messages.lookup.WaitCancelled;
import io.podwatcher.messages.lookup.WaitRequest;
import io.podwatcher.messages.map.MapSize;
import io.podwatcher.messages.map.PageReply;
import io.podwatcher.messages.map.PageRequest;
import io.podwatcher.messages.map.StatusReply;
import io.podwatcher.messages.map.StatusRequest;
import io.podwatcher.messages.watch.WatchAge;
import io.podwatcher.messages.watch.WatchReport;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.MapVersion;
import io.podwatcher.model.Pod;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Stands where the cache verticle would: answers what a test has told it to, and remembers what it was asked. */
public final class FakeCache {

    public static final StatusReply NOT_SYNCED =
            new StatusReply(false, MapSize.EMPTY, WatchAge.NONE, 0, 0, WatchReport.INITIAL);

    public static final LookupResult AMBIGUOUS =
            new LookupResult.Ambiguous(List.of(pod("shop", "one", 0), pod("media", "two", 0)));

    private final Vertx vertx;
    private final NavigableMap<IpAddress, LookupResult> map = new TreeMap<>();
    private final List<LookupRequest> lookups = new CopyOnWriteArrayList<>();
    private final List<PageRequest> pages = new CopyOnWriteArrayList<>();
    private final List<Message<WaitRequest>> waits = new CopyOnWriteArrayList<>();
    private final List<Message<VersionWait>> versionWaits = new CopyOnWriteArrayList<>();
    private final List<Wait> cancelled = new CopyOnWriteArrayList<>();
    private final List<Runnable> withheld = new ArrayList<>();
    private boolean withholding;
    private int pageSize = 256;
    private int failingPage = Integer.MAX_VALUE;
    private Runnable beforeSecondPage = () -> {};
    private StatusReply status = new StatusReply(true, MapSize.EMPTY, WatchAge.NONE, 0, 0, WatchReport.INITIAL);

    public FakeCache(Vertx vertx) {
        this.vertx = vertx;
    }

    public FakeCache listen() {
        vertx.eventBus().<LookupRequest>localConsumer(BusAddresses.LOOKUP, this::lookup);
        vertx.eventBus().<WaitRequest>localConsumer(BusAddresses.WAIT, waits::add);
        vertx.eventBus().<VersionWait>localConsumer(BusAddresses.WAIT_VERSION, versionWaits::add);
        vertx.eventBus()
                .<WaitCancelled>localConsumer(
                        BusAddresses.WAIT_CANCELLED,
                        message -> cancelled.add(message.body().request()));
        vertx.eventBus().<PageRequest>localConsumer(BusAddresses.PAGE, this::page);
        vertx.eventBus().<StatusRequest>localConsumer(BusAddresses.STATUS, message -> reply(message, status()));
        return this;
    }

    /** A pod without containers whose answer is as long as asked. */
    public static Pod pod(String namespace, String name, int length) {
        String json = "{\"namespace\":\"" + namespace + "\",\"name\":\"" + name + "\",\"note\":\"é%s\"}";
        byte[] body =
                json.formatted("x".repeat(Math.max(0, length - json.length()))).getBytes(StandardCharsets.UTF_8);
        return new Pod(
                "uid-" + name,
                namespace,
                name,
                "n1",
                "default",
                List.of(),
                List.of(),
                Pod.Network.POD,
                Pod.Stage.LIVE,
                body);
    }

    /** A pod with a service account and labels, given as JSON. */
    public static Pod pod(String namespace, String name, String serviceAccount, String labels) {
        byte[] body = "{\"labels\":%s}".formatted(labels).getBytes(StandardCharsets.UTF_8);
        return new Pod(
                "uid-" + name,
                namespace,
                name,
                "n1",
                serviceAccount,
                List.of(),
                List.of(),
                Pod.Network.POD,
                Pod.Stage.LIVE,
                body);
    }

    /** The same pod at another stage. */
    public static Pod at(Pod.Stage stage, Pod pod) {
        return new Pod(
                pod.uid(),
                pod.namespace(),
                pod.name(),
                pod.node(),
                pod.serviceAccount(),
                pod.ips(),
                pod.hostIps(),
                pod.network(),
                stage,
                pod.json());
    }

    /** The age of a map that was confirmed so many seconds ago, and stays that old. */
    public static WatchAge age(long seconds) {
        return new WatchAge(0, () -> TimeUnit.SECONDS.toNanos(seconds));
    }

    /** A map of this version; of none that can be compared, if the text is no number. */
    public static StatusReply atVersion(String version) {
        WatchAge age = new WatchAge(0, () -> 0, MapVersion.of(version));
        return new StatusReply(true, MapSize.EMPTY, age, 0, 0, WatchReport.INITIAL);
    }

    /** What the map says of an address that has no owner. */
    public static LookupResult refused(String code) {
        return LookupResult.Ambiguous.CODE.equals(code)
                ? AMBIGUOUS
                : LookupResult.Refused.valueOf(code.toUpperCase(Locale.ROOT));
    }

    public static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    public synchronized Pod owns(String ip, Pod pod) {
        map.put(ip(ip), new LookupResult.Owned(pod));
        return pod;
    }

    public synchronized void refuses(String ip, LookupResult refused) {
        map.put(ip(ip), refused);
    }

    public synchronized void is(StatusReply status) {
        this.status = status;
    }

    public synchronized void hasPagesOf(int size) {
        pageSize = size;
    }

    /** Fails the page request of this number, counted from 1. */
    public synchronized void failsAtPage(int number) {
        failingPage = number;
    }

    /** Does this when it is asked for a page for the second time. */
    public synchronized void beforeSecondPage(Runnable action) {
        beforeSecondPage = action;
    }

    /** Keeps all replies back until they are released. */
    public synchronized void withhold() {
        withholding = true;
    }

    public synchronized void release() {
        withholding = false;
        withheld.forEach(Runnable::run);
        withheld.clear();
    }

    /** The lookup requests so far, as the texts of their IPs. */
    public List<List<String>> lookups() {
        return lookups.stream()
                .map(request -> request.ips().stream().map(IpAddress::toString).toList())
                .toList();
    }

    /** The lookups that wait, until they are answered. */
    public List<WaitRequest> waits() {
        return waits.stream().map(Message::body).toList();
    }

    public List<Wait> cancelled() {
        return cancelled;
    }

    /** Ends all waits; from now on the map says this of the IPs that were waited for. */
    public synchronized void answerWaits(LookupResult lookup) {
        waits.forEach(message -> {
            map.put(message.body().ip(), lookup);
            reply(message, new LookupReply(List.of(lookup), status().age()));
        });
        waits.clear();
    }

    /** The lookups that wait for a version, until they are answered. */
    public List<VersionWait> versionWaits() {
        return versionWaits.stream().map(Message::body).toList();
    }

    /** The map has this version from now on, and nobody waits for one any more. */
    public synchronized void reaches(String version) {
        is(atVersion(version));
        versionWaits.forEach(message -> reply(message, new LookupReply(List.of(), status().age())));
        versionWaits.clear();
    }

    /** Too many wait: each that does is refused. */
    public void refuseWaits() {
        versionWaits.forEach(message -> message.fail(WaitRequest.TOO_MANY, "too many"));
        versionWaits.clear();
        waits.forEach(message -> message.fail(WaitRequest.TOO_MANY, "too many"));
        waits.clear();
    }

    public List<PageRequest> pages() {
        return pages;
    }

    private synchronized StatusReply status() {
        return status;
    }

    private synchronized void reply(Message<?> message, Object reply) {
        Runnable sending = () -> message.reply(reply, BusAddresses.LOCAL);
        if (withholding) {
            withheld.add(sending);
        } else {
            sending.run();
        }
    }

    private synchronized void lookup(Message<LookupRequest> message) {
        lookups.add(message.body());
        List<LookupResult> answers = message.body().ips().stream()
                .map(ip -> status.synced()
                        ? map.getOrDefault(ip, LookupResult.Refused.NOT_FOUND)
                        : LookupResult.Refused.NOT_SYNCED)
                .toList();
        reply(message, new LookupReply(answers, status.age()));
    }

    private synchronized void page(Message<PageRequest> message) {
        pages.add(message.body());
        if (pages.size() == 2) {
            beforeSecondPage.run();
        }
        if (pages.size() == failingPage) {
            message.fail(1, "scripted failure");
            return;
        }
        Optional<IpAddress> after = message.body().after();
        Map<IpAddress, LookupResult> rest = after.isEmpty() ? map : map.tailMap(after.get(), false);
        List<PageReply.OwnedIp> entries = new ArrayList<>();
        if (status.synced()) {
            rest.forEach((ip, lookup) -> {
                if (lookup instanceof LookupResult.Owned owned && wanted(owned.pod(), message.body())) {
                    entries.add(new PageReply.OwnedIp(ip, owned.pod()));
                }
            });
        }
        int size = Math.min(pageSize, message.body().max());
        boolean more = entries.size() > size;
        List<PageReply.OwnedIp> page = List.copyOf(more ? entries.subList(0, size) : entries);
        Optional<IpAddress> next = more ? Optional.of(page.get(size - 1).ip()) : Optional.empty();
        reply(message, new PageReply(page, next, status.synced(), status.age()));
    }

    private static boolean wanted(Pod pod, PageRequest request) {
        return request.filter().namespace().map(pod.namespace()::equals).orElse(true);
    }
}
