package io.podwatcher.openapi;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.FakeHistory;
import io.podwatcher.http.Service;
import io.podwatcher.http.history.HistoryOptions;
import io.podwatcher.messages.history.HistoryState;
import io.podwatcher.messages.history.Interval;
import io.podwatcher.messages.history.IntervalsReply;
import io.podwatcher.messages.history.IntervalsRequest;
import io.podwatcher.messages.history.PastOwner;
import io.podwatcher.messages.history.TimeRange;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An HTTP verticle in front of a history, and requests that make everything occur that it may answer. */
final class HistoryStates implements AutoCloseable {

    static final HistoryOptions OPTIONS =
            new HistoryOptions(Duration.ofDays(30), Clock.fixed(Instant.parse("2026-11-23T15:00:00Z"), ZoneOffset.UTC));

    private static final String JSON = "application/json";
    private static final String AT = "2026-11-23T14:03:00Z";
    private static final String FROM = "2026-11-23T14:00:00Z";
    private static final String GAP = "127.0.0.11";

    private final Vertx vertx = Vertx.vertx();
    private final Service service;
    private final States states;

    /**
     * @param states services without a history, and one that gets no answers
     */
    HistoryStates(States states) {
        this.states = states;
        new FakeCache(vertx).listen();
        FakeHistory history = new FakeHistory(vertx).listen();
        Interval cart =
                FakeHistory.interval(States.CART, FakeHistory.pod("shop", "cart"), FROM, "2026-11-23T14:30:00Z");
        Interval next = FakeHistory.open(States.CART, FakeHistory.bare("shop", "next"), "2026-11-23T14:31:00Z");
        history.answers(States.CART, new PastOwner.Owned(cart));
        history.answers(States.NODE, new PastOwner.HostNetwork());
        history.answers(States.TWO, new PastOwner.Candidates(List.of(cart, next), true));
        history.answers(GAP, new PastOwner.Unknown(Optional.of(Instant.parse(FROM)), Optional.empty()));
        history.answers(request -> new IntervalsReply(
                List.of(next, cart),
                Optional.of(new IntervalsRequest.Cursor(
                        cart.from(), cart.ip(), cart.pod().uid())),
                List.of(new TimeRange(Instant.parse(FROM), Instant.parse("2026-11-23T15:00:00Z")))));
        service = Service.startWithHistory(vertx, OPTIONS, Optional.empty());
        history.publish(new HistoryState(Optional.of("the disk is full"), Optional.of(Instant.parse(FROM)), 3, 1));
        service.hasReadEverything();
    }

    /** Each is asked by HEAD, too. */
    Stream<Question> all(String tooLong, String farTooLong) {
        String pod = "/pod?at=" + AT + "&ip=";
        Stream<Question> ofPods = Stream.of(
                        pod + States.CART,
                        pod + States.NOBODY,
                        pod + States.NODE,
                        pod + States.TWO,
                        pod + GAP,
                        "/pod?at=now&ip=" + States.CART,
                        "/pod?at=2026-11-23T15:00:01Z&ip=" + States.CART,
                        "/pod?at=2026-10-01T00:00:00Z&ip=" + States.CART,
                        "/ready")
                .map(this::usual);
        Stream<Question> intervals = Stream.of(
                        "ip=" + States.CART + "&from=" + FROM + "&to=" + AT + "&limit=2&continue=" + token(),
                        "pod=shop/cart",
                        "uid=uid-cart",
                        "",
                        "ip=x",
                        "pod=x",
                        "uid=x&from=now",
                        "uid=x&from=" + AT + "&to=" + FROM,
                        "uid=x&limit=0",
                        "uid=x&continue=x",
                        "uid=x&uid=y",
                        "uid=%zz",
                        "uid=x&" + tooLong)
                .map(query -> usual("/history?" + query));
        Stream<Question> withoutOne = Stream.of(
                usual("/history?uid=x").with("Cookie", farTooLong),
                states.usual(pod + States.CART),
                states.alone(pod + States.CART),
                states.usual("/history?uid=x"),
                states.usual("/history?uid=x").from(States.OTHER),
                states.notSynced("/history?uid=x").from(States.OTHER),
                states.alone("/history?uid=x"),
                states.alone("/history?uid=x").from(States.OTHER));
        return Stream.of(ofPods, intervals, withoutOne).flatMap(questions -> questions);
    }

    /** Bodies that are posted. */
    Stream<Question> lookups() {
        String ips = String.join("\",\"", States.CART, States.NOBODY, States.NODE, States.TWO, GAP, "x");
        return Stream.concat(
                Stream.of(AT, "now", "2026-11-23T15:00:01Z", "2026-10-01T00:00:00Z")
                        .map(at -> usual("/lookup").posting(JSON, body(ips, at))),
                Stream.of(
                        states.usual("/lookup").posting(JSON, body(ips, AT)),
                        states.alone("/lookup").posting(JSON, body(ips, AT))));
    }

    private static String body(String ips, String at) {
        return "{\"at\":\"" + at + "\",\"ips\":[\"" + ips + "\"]}";
    }

    private String token() {
        return service.get("/history?uid=x").json().getString("continue");
    }

    private Question usual(String target) {
        return new Question("with a history", service.port(), "127.0.0.1", "GET", target, Map.of());
    }

    @Override
    public void close() {
        Service.await(vertx.close());
    }
}
