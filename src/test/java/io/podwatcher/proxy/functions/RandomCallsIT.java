package io.podwatcher.proxy.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.fission.HttpTrigger;
import io.podwatcher.fission.RouteTable.Entry;
import io.podwatcher.http.RawHttp;
import io.podwatcher.model.Pod;
import io.podwatcher.proxy.Callers;
import io.vertx.core.json.JsonObject;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random calls of pods through a real Caddy to a stand-in for Fission's router: the function that runs is the one that
 * was authorized. As many as fit into some seconds, or {@code -Dfunctions.calls}; {@code -Dfunctions.seed} repeats
 * them.
 */
class RandomCallsIT {

    private static final int CALLS = Integer.getInteger("functions.calls", 0);
    private static final Duration TIME = Duration.ofSeconds(8);
    private static final int CALLS_A_TABLE = 20;

    private final long seed = Long.getLong("functions.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final RandomFunctions functions = new RandomFunctions(random);
    private final Map<String, RawHttp> connections = new HashMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    private record Table(List<Entry> entries, List<HttpTrigger> present) {

        HttpTrigger trigger(Object name) {
            return present.stream()
                    .filter(trigger -> trigger.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private record Call(String from, String method, String host, String target) {

        String request() {
            return method + " " + target + " HTTP/1.1\r\nHost: " + host
                    + "\r\nX-Target-Namespace: shop\r\nX_Target_Function: f\r\nX-Forwarded-Uri: /shop\r\n"
                    + "X-Source-Namespace: shop\r\n\r\n";
        }
    }

    @Test
    void theFunctionThatRunsIsTheOneThatWasAuthorized(@TempDir Path folder) throws Exception {
        System.out.println("RandomCallsIT: repeat with -Dfunctions.seed=" + seed + " and, for all, -Dfunctions.calls");
        int calls = 0;
        try (StandInRouter router = new StandInRouter();
                Functions caddy = new Functions(folder, router.port())) {
            long began = System.nanoTime();
            while (CALLS > 0 ? calls < CALLS : System.nanoTime() - began < TIME.toNanos()) {
                // Given
                List<Entry> entries = functions.triggers();
                Table table = new Table(entries, functions.present(entries));
                router.has(table.present());
                caddy.triggers(entries);
                for (int i = 0; i < CALLS_A_TABLE; i++, calls++) {
                    callOnce(caddy, table);
                }
            }
            System.out.println("RandomCallsIT: " + calls + " calls in "
                    + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s: " + counts);
        } finally {
            connections.values().forEach(RawHttp::close);
        }
        assertThat(counts.keySet()).contains("ran", "wrong_namespace", "unclean");
    }

    private void callOnce(Functions caddy, Table table) {
        Call call = new Call(
                functions.any(List.of(Callers.CART, Callers.PLAYER, "127.0.0.8", Callers.NOBODY)),
                functions.method(),
                functions.host(),
                functions.target(table.entries()));
        String what = "seed " + seed + ": " + call + " of " + table;

        // When
        Optional<RawHttp.Response> answer = send(caddy, call);

        // Then
        if (answer.isEmpty()) {
            counts.merge("closed", 1, Integer::sum);
        } else if (answer.get().headers().containsKey("x-router")) {
            assertRanWhatWasAuthorized(call, table, new JsonObject(answer.get().body()), what);
        } else {
            assertThat(answer.get().status()).as(what).isIn(400, 403);
            assertThat(mustBeAllowed(call, table)).as(what).isFalse();
            counts.merge(answer.get().headers().getOrDefault("x-auth-reason", "unclean"), 1, Integer::sum);
        }
    }

    private void assertRanWhatWasAuthorized(Call call, Table table, JsonObject reached, String what) {
        Pod caller = PodWatcherForFission.PODS.get(call.from());
        assertThat(caller).as(what).isNotNull();
        assertThat(reached.getString("uri")).as(what).isEqualTo(call.target());
        for (Object name : reached.getJsonArray("ran")) {
            HttpTrigger ran = table.trigger(name);
            assertThat(Functions.mayCall(caller, ran)).as(what).isTrue();
            assertThat(header(reached, "x-target-namespace")).as(what).containsExactly(ran.namespace());
            assertThat(header(reached, "x-target-trigger")).as(what).contains(ran.name());
            assertThat(header(reached, "x-target-function")).as(what).containsAll(ran.functions());
        }
        assertThat(header(reached, "x-source-namespace")).as(what).containsExactly(caller.namespace());
        counts.merge(reached.getJsonArray("ran").isEmpty() ? "reached, ran nothing" : "ran", 1, Integer::sum);
    }

    /** The names in all headers that a framework may take for this one. */
    private static List<String> header(JsonObject reached, String name) {
        JsonObject headers = reached.getJsonObject("headers");
        return headers.fieldNames().stream()
                .filter(field -> field.toLowerCase().replace('_', '-').equals(name))
                .flatMap(field -> headers.getJsonArray(field).stream())
                .flatMap(value -> Arrays.stream(value.toString().split(",")))
                .toList();
    }

    /** All triggers are sure and the caller's own, and all routers read the request alike and run one. */
    private static boolean mustBeAllowed(Call call, Table table) {
        Pod caller = PodWatcherForFission.PODS.get(call.from());
        String path = call.target().replaceFirst("\\?.*", "");
        return caller != null
                && path.matches("(/[a-z]+)+/?")
                && !call.host().contains(":")
                && table.entries().stream()
                        .allMatch(entry ->
                                entry.sure() && entry.trigger().namespace().equals(caller.namespace()))
                && Stream.of(StandInRouter.Reading.values())
                        .allMatch(reading -> StandInRouter.pick(
                                        table.present(), reading, call.method(), call.host(), path)
                                .isPresent());
    }

    /** Empty if Caddy closes the connection without an answer. */
    private Optional<RawHttp.Response> send(Functions caddy, Call call) {
        RawHttp connection = connections.computeIfAbsent(call.from(), from -> RawHttp.from(from, caddy.port()));
        try {
            RawHttp.Response answer = connection.send(call.request()).read();
            if ("close".equals(answer.header("connection"))) {
                connections.remove(call.from()).close();
            }
            return Optional.of(answer);
        } catch (UncheckedIOException e) {
            assertThat(e.getCause()).isInstanceOfAny(EOFException.class, SocketException.class);
            connections.remove(call.from()).close();
            return Optional.empty();
        }
    }
}
