package io.podwatcher.attack;

import io.podwatcher.attack.client.Attack;
import io.podwatcher.attack.client.Crowd;
import io.podwatcher.attack.client.CutOffBodies;
import io.podwatcher.attack.client.EagerReader;
import io.podwatcher.attack.client.EndlessLine;
import io.podwatcher.attack.client.Http2Client;
import io.podwatcher.attack.client.Http2Flood;
import io.podwatcher.attack.client.Http2Streams;
import io.podwatcher.attack.client.Renegotiation;
import io.podwatcher.attack.client.Requests;
import io.podwatcher.attack.client.ShortConnections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The kinds of attacks by name, each as large as it was when the service fell to it. */
final class Attacks {

    /** Leaves the flow control of HTTP/2 to the connection alone. */
    private static final int WIDE_WINDOW = Integer.MAX_VALUE;

    private Attacks() {}

    /** The attack of a name. */
    static Attack named(String name) {
        return Stream.of(http1(), http2(), tenants())
                .map(attacks -> attacks.get(name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no attack " + name));
    }

    /** Those of these names at once. */
    static Attack together(List<String> names) {
        return Attack.together(names.stream().map(Attacks::named).toArray(Attack[]::new));
    }

    /** Those that need no more than a port that speaks HTTP/1.1. */
    static Map<String, Attack> http1() {
        Map<String, Attack> attacks = new TreeMap<>();
        attacks.put("unread listings", Crowd.silent(300, Requests.get("/pods")));
        attacks.put("unread sorted listings", Crowd.silent(300, Requests.get("/pods?sort=name")));
        attacks.put("tiny headers that wait", tinyHeadersThatWait(200));
        attacks.put("unfinished heads", Crowd.silent(150, Requests.unfinished("/pod?ip=10.99.0.1")));
        attacks.put("an endless header", new EndlessLine("GET /pod?ip=10.99.0.1 HTTP/1.1\r\nHost: a\r\nA: ", "a"));
        attacks.put("an endless target", new EndlessLine("GET /pod?ip=10.99.0.1&a=", "a"));
        attacks.put("an endless header in folds", new EndlessLine("GET /health HTTP/1.1\r\nHost: a\r\nA: a", "\r\n a"));
        attacks.put("endless empty lines", new EndlessLine("", "\r\n"));
        attacks.put("endless bodies", Crowd.silent(1_000, endlessBody()));
        attacks.put("bodies that are cut off", new CutOffBodies(300));
        attacks.put("short connections", new ShortConnections(4_100));
        attacks.put("idle connections", Crowd.silent(10_000, "GET /pod?ip="));
        attacks.put("waits", waits(10_000, Attacks::differentIps));
        attacks.put("waits for one IP", waits(10_000, number -> "10.99.0.1").fromOneAddress());
        attacks.put("pipelined requests", Crowd.silent(50, Requests.get("/pods").repeat(500)));
        attacks.put(
                "streams, waits and listings",
                Attack.together(events(2_000), waits(4_000, Attacks::differentIps), listings(4)));
        attacks.put("costly selectors", costlySelectors());
        return attacks;
    }

    /** Those that need HTTP/2, and with it TLS. */
    static Map<String, Attack> http2() {
        Map<String, Attack> attacks = new TreeMap<>();
        attacks.put("unread streams", new Http2Streams(2, 100, () -> Http2Client.get("/pods", 0), WIDE_WINDOW));
        attacks.put("closed windows", new Http2Streams(20, 100, () -> Http2Client.get("/pods", 0), 0));
        attacks.put("a hundred listings at once", new EagerReader(100));
        attacks.put(
                "indexed headers that wait",
                new Http2Streams(10, 100, () -> Http2Client.get("/pod?ip=10.99.0.1&wait=5s", 3_000), 0));
        attacks.put("renegotiation", new Renegotiation(4));
        for (Http2Flood flood : Http2Flood.values()) {
            attacks.put(flood.toString(), flood);
        }
        return attacks;
    }

    /** Those of a tenant, which has no connection but may run pods. */
    static Map<String, Attack> tenants() {
        Map<String, Attack> attacks = new TreeMap<>();
        attacks.put("large pending pods", LargePods.pending(60, 1_300_000));
        attacks.put("large annotations", LargePods.annotated(500, 250_000));
        attacks.put(
                "huge labels and selectors",
                Attack.together(
                        LargePods.labelled(60, 10_000),
                        Crowd.repeating(4, number -> Requests.get("/pods?labelSelector=label-1%3Da")),
                        Crowd.repeating(
                                4, number -> Requests.get("/pods?namespace=tenant&labelSelector=!label-9999"))));
        return attacks;
    }

    static Crowd tinyHeadersThatWait(int connections) {
        return Crowd.repeating(
                connections, number -> Requests.withTinyHeaders("/pod?ip=" + differentIps(number) + "&wait=2s"));
    }

    private static Crowd waits(int connections, IntFunction<String> ip) {
        return Crowd.repeating(connections, number -> Requests.get("/pod?ip=" + ip.apply(number) + "&wait=5s"));
    }

    private static String differentIps(int number) {
        return Requests.unknownIp(number);
    }

    private static Crowd events(int connections) {
        return Crowd.repeating(connections, number -> Requests.get("/events"));
    }

    private static Crowd listings(int connections) {
        return Crowd.repeating(connections, number -> Requests.get("/pods"));
    }

    private static String endlessBody() {
        return "POST /authorize?namespace=shop HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\na";
    }

    /**
     * Selectors of as many terms as a question of a proxy holds, and listings that read the labels of all pods for
     * each.
     */
    private static Attack costlySelectors() {
        StringBuilder terms = new StringBuilder();
        IntStream.range(0, 600).forEach(i -> terms.append(i == 0 ? "" : ",").append("a!=b"));
        return Attack.together(
                Crowd.repeating(8, number -> Requests.get("/authorize?namespace=shop&labelSelector=" + terms)),
                Crowd.repeating(8, number -> Requests.get("/pods?labelSelector=" + terms)),
                Crowd.repeating(4, number -> Requests.get("/pods?sort=name&limit=1000&search=a")));
    }
}
