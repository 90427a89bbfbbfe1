package io.podwatcher.http;

import io.podwatcher.address.IpAddress;
import io.podwatcher.messages.Addresses;
import io.podwatcher.messages.Lookup;
import io.podwatcher.messages.LookupReply;
import io.podwatcher.messages.LookupRequest;
import io.podwatcher.messages.MapSize;
import io.podwatcher.messages.PageReply;
import io.podwatcher.messages.PageRequest;
import io.podwatcher.messages.StatusReply;
import io.podwatcher.messages.StatusRequest;
import io.podwatcher.messages.WaitCancelled;
import io.podwatcher.messages.WaitRequest;
import io.podwatcher.messages.WatchReport;
import io.podwatcher.pod.Pod;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands where the cache verticle would: answers what a test has told it to, and remembers what it was asked. */
final class FakeCache {

    static final StatusReply NOT_SYNCED = new StatusReply(false, MapSize.EMPTY, 0, 0, 0, WatchReport.NOTHING_YET);

    private final Vertx vertx;
    private final NavigableMap<IpAddress, Lookup> map = new TreeMap<>();
    private final List<LookupRequest> lookups = new CopyOnWriteArrayList<>();
    private final List<PageRequest> pages = new CopyOnWriteArrayList<>();
    private final List<Message<WaitRequest>> waits = new CopyOnWriteArrayList<>();
    private final List<WaitRequest> cancelled = new CopyOnWriteArrayList<>();
    private final List<Runnable> withheld = new ArrayList<>();
    private boolean withholding;
    private int pageSize = 256;
    private int failingPage = Integer.MAX_VALUE;
    private StatusReply status = new StatusReply(true, MapSize.EMPTY, 0, 0, 0, WatchReport.NOTHING_YET);

    FakeCache(Vertx vertx) {
        this.vertx = vertx;
    }

    FakeCache listen() {
        vertx.eventBus().<LookupRequest>localConsumer(Addresses.LOOKUP, this::lookup);
        vertx.eventBus().<WaitRequest>localConsumer(Addresses.WAIT, waits::add);
        vertx.eventBus()
                .<WaitCancelled>localConsumer(
                        Addresses.WAIT_CANCELLED,
                        message -> cancelled.add(message.body().request()));
        vertx.eventBus().<PageRequest>localConsumer(Addresses.PAGE, this::page);
        vertx.eventBus().<StatusRequest>localConsumer(Addresses.STATUS, message -> reply(message, status()));
        return this;
    }

    /** A pod without containers whose answer is as long as asked. */
    static Pod pod(String namespace, String name, int length) {
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
    static Pod pod(String namespace, String name, String serviceAccount, String labels) {
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

    static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    synchronized Pod owns(String ip, Pod pod) {
        map.put(ip(ip), new Lookup.Owned(pod));
        return pod;
    }

    synchronized void refuses(String ip, Lookup.Refused refused) {
        map.put(ip(ip), refused);
    }

    synchronized void is(StatusReply status) {
        this.status = status;
    }

    synchronized void hasPagesOf(int size) {
        pageSize = size;
    }

    /** Fails the page request of this number, counted from 1. */
    synchronized void failsAtPage(int number) {
        failingPage = number;
    }

    /** Keeps all replies back until they are released. */
    synchronized void withhold() {
        withholding = true;
    }

    synchronized void release() {
        withholding = false;
        withheld.forEach(Runnable::run);
        withheld.clear();
    }

    /** The lookup requests so far, as the texts of their IPs. */
    List<List<String>> lookups() {
        return lookups.stream()
                .map(request -> request.ips().stream().map(IpAddress::toString).toList())
                .toList();
    }

    /** The lookups that wait, until they are answered. */
    List<WaitRequest> waits() {
        return waits.stream().map(Message::body).toList();
    }

    List<WaitRequest> cancelled() {
        return cancelled;
    }

    void answerWaits(Lookup lookup) {
        waits.forEach(message -> message.reply(new LookupReply(List.of(lookup), 0), Addresses.LOCAL));
        waits.clear();
    }

    /** Too many wait: each that does is refused. */
    void refuseWaits() {
        waits.forEach(message -> message.fail(WaitRequest.TOO_MANY, "too many"));
        waits.clear();
    }

    List<PageRequest> pages() {
        return pages;
    }

    private synchronized StatusReply status() {
        return status;
    }

    private synchronized void reply(Message<?> message, Object reply) {
        Runnable sending = () -> message.reply(reply, Addresses.LOCAL);
        if (withholding) {
            withheld.add(sending);
        } else {
            sending.run();
        }
    }

    private synchronized void lookup(Message<LookupRequest> message) {
        lookups.add(message.body());
        List<Lookup> answers = message.body().ips().stream()
                .map(ip -> status.synced() ? map.getOrDefault(ip, Lookup.Refused.NOT_FOUND) : Lookup.Refused.NOT_SYNCED)
                .toList();
        reply(message, new LookupReply(answers, status.age()));
    }

    private synchronized void page(Message<PageRequest> message) {
        pages.add(message.body());
        if (pages.size() == failingPage) {
            message.fail(1, "scripted failure");
            return;
        }
        Optional<IpAddress> after = message.body().after();
        Map<IpAddress, Lookup> rest = after.isEmpty() ? map : map.tailMap(after.get(), false);
        List<PageReply.Entry> entries = new ArrayList<>();
        if (status.synced()) {
            rest.forEach((ip, lookup) -> {
                if (lookup instanceof Lookup.Owned owned && wanted(owned.pod(), message.body())) {
                    entries.add(new PageReply.Entry(ip, owned.pod()));
                }
            });
        }
        int size = Math.min(pageSize, message.body().most());
        boolean more = entries.size() > size;
        List<PageReply.Entry> page = List.copyOf(more ? entries.subList(0, size) : entries);
        Optional<IpAddress> next = more ? Optional.of(page.get(size - 1).ip()) : Optional.empty();
        reply(message, new PageReply(page, next, status.synced(), status.age()));
    }

    private static boolean wanted(Pod pod, PageRequest request) {
        return request.filter().namespace().map(pod.namespace()::equals).orElse(true);
    }
}
