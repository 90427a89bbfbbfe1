package io.podwatcher.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.authorize.AllowedClients;
import io.podwatcher.authorize.TrustedProxies;
import io.podwatcher.cache.CacheVerticle;
import io.podwatcher.cache.WaitLimits;
import io.podwatcher.http.AnswerOptions;
import io.podwatcher.http.HttpLimits;
import io.podwatcher.http.HttpServerPolicy;
import io.podwatcher.http.HttpVerticle;
import io.podwatcher.http.events.EventLimits;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.Messages;
import io.podwatcher.messages.watch.PodChange;
import io.podwatcher.messages.watch.PodsChanged;
import io.podwatcher.messages.watch.PodsChanged.Part;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The map and its HTTP side with the pods of a cluster of 5,000 nodes. */
class LargeMapIT {

    private static final int PODS = 150_000;
    private static final int NAMESPACES = 300;
    private static final int BATCH = 256;

    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static String url;

    @BeforeAll
    static void fill() throws Exception {
        Messages.register(VERTX);
        HttpVerticle http = new HttpVerticle(
                HttpServerPolicy.options("127.0.0.1", 0),
                new AnswerOptions(
                        Duration.ZERO,
                        Duration.ofMinutes(1),
                        60,
                        false,
                        TrustedProxies.NONE,
                        AllowedClients.everybody(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        HttpVerticle.contract()),
                HttpLimits.usual(8, 1000, EventLimits.of(1000, 64 << 20)),
                new SimpleMeterRegistry());
        get(VERTX.deployVerticle(new CacheVerticle(
                "00000000", ip -> true, WaitLimits.of(1000), false, System::nanoTime, new SimpleMeterRegistry())));
        get(VERTX.deployVerticle(http));
        url = "http://127.0.0.1:" + http.port();
        for (int from = 0; from < PODS; from += BATCH) {
            List<PodChange> batch = new ArrayList<>(BATCH);
            for (int i = from; i < Math.min(PODS, from + BATCH); i++) {
                batch.add(new PodChange.Present(pod(i)));
            }
            Part part = from + BATCH >= PODS ? Part.LIST_END : Part.LIST;
            PodsChanged changes = new PodsChanged(batch, part, System.nanoTime(), Optional.of(System.nanoTime()));
            get(VERTX.eventBus().request(BusAddresses.PODS_CHANGED, changes, BusAddresses.LOCAL));
        }
    }

    @AfterAll
    static void close() throws Exception {
        get(VERTX.close());
    }

    @Test
    void lookupsAndListingsAtOnceAreAllCompleteAndRight() throws Exception {
        // Given
        AtomicInteger looked = new AtomicInteger();
        CompletableFuture<BitSet> all = CompletableFuture.supplyAsync(() -> list("/pods"));
        CompletableFuture<Void> lookups = CompletableFuture.runAsync(() -> {
            for (int i = 0; !all.isDone() || looked.get() < 1000; i = (i + 7919) % PODS) {
                assertThat(name("/pod?ip=" + ip(i))).isEqualTo("pod-" + i);
                looked.incrementAndGet();
            }
        });

        // When
        for (int namespace = 0; namespace < 10 || !all.isDone(); namespace = (namespace + 1) % NAMESPACES) {
            BitSet listed = list("/pods?namespace=ns-" + namespace);

            // Then
            assertThat(listed.cardinality()).isEqualTo(PODS / NAMESPACES);
            for (int i = listed.nextSetBit(0); i >= 0; i = listed.nextSetBit(i + 1)) {
                assertThat(i % NAMESPACES).isEqualTo(namespace);
            }
        }
        assertThat(all.get(1, TimeUnit.MINUTES).cardinality()).isEqualTo(PODS);
        lookups.get(1, TimeUnit.MINUTES);
        assertThat(looked).hasValueGreaterThanOrEqualTo(1000);
    }

    @Test
    void aLabelSelectsAmongAllOfThem() {
        assertThat(list("/pods?labelSelector=number%20in%20(5,149999)").stream().toArray())
                .containsExactly(5, 149_999);
    }

    @Test
    void sortedPagesFollowOnOneAnotherAmongAllOfThem() throws Exception {
        // Given
        List<String> expected = IntStream.range(0, PODS)
                .mapToObj(number -> "pod-" + number)
                .sorted(Comparator.reverseOrder())
                .limit(3000)
                .toList();
        List<String> names = new ArrayList<>();
        String next = "";

        // When
        while (names.size() < expected.size()) {
            JsonObject page = new JsonObject(
                    HTTP.send(request("/pods?sort=name&order=desc&limit=1000" + next), BodyHandlers.ofString())
                            .body());
            page.getJsonObject("pods").forEach(entry -> names.add(((JsonObject) entry.getValue()).getString("name")));
            next = "&continue=" + page.getString("continue");

            // Then
            assertThat(page.getInteger("total")).isEqualTo(PODS);
        }
        assertThat(names).isEqualTo(expected);
    }

    @Test
    void aSearchFindsAmongAllOfThem() throws Exception {
        // When
        BitSet found = list("/pods?search=POD-14999");

        // Then
        assertThat(found.stream().toArray())
                .containsExactly(
                        14_999, 149_990, 149_991, 149_992, 149_993, 149_994, 149_995, 149_996, 149_997, 149_998,
                        149_999);
    }

    /** Reads a listing as a stream and returns the numbers of its pods; fails on one that is given twice or in part. */
    private static BitSet list(String path) {
        try (InputStream body =
                        HTTP.send(request(path), BodyHandlers.ofInputStream()).body();
                JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), body)) {
            BitSet listed = new BitSet(PODS);
            int count = -1;
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = json.currentName();
                json.nextToken();
                if (field.equals("count")) {
                    count = json.getIntValue();
                    continue;
                }
                assertThat(field).isEqualTo("pods");
                while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                    String ip = json.currentName();
                    json.nextToken();
                    int number = number(json);
                    assertThat(ip).isEqualTo(ip(number));
                    assertThat(listed.get(number))
                            .as("pod-%d has been given", number)
                            .isFalse();
                    listed.set(number);
                }
            }
            assertThat(count).isEqualTo(listed.cardinality());
            return listed;
        } catch (Exception e) {
            throw new AssertionError(path, e);
        }
    }

    private static int number(JsonParser json) {
        int number = -1;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean name = json.currentName().equals("name");
            json.nextToken();
            if (name) {
                number = Integer.parseInt(json.getString().substring("pod-".length()));
            }
            json.skipChildren();
        }
        return number;
    }

    private static String name(String path) {
        try {
            String body = HTTP.send(request(path), BodyHandlers.ofString()).body();
            return new JsonObject(body).getString("name");
        } catch (Exception e) {
            throw new AssertionError(path, e);
        }
    }

    private static HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).build();
    }

    private static Pod pod(int number) {
        String namespace = "ns-" + number % NAMESPACES;
        String json = "{\"name\":\"pod-" + number + "\",\"namespace\":\"" + namespace + "\",\"labels\":{\"number\":\""
                + number + "\"},\"padding\":\"" + "x".repeat(500) + "\"}";
        return new Pod(
                "uid-" + number,
                namespace,
                "pod-" + number,
                "node-" + number % 5000,
                "default",
                List.of(IpAddress.parse(ip(number)).orElseThrow()),
                List.of(),
                Pod.Network.POD,
                Pod.Stage.LIVE,
                json.getBytes(StandardCharsets.UTF_8));
    }

    private static String ip(int number) {
        return "10." + (40 + number / 65536) + "." + number / 256 % 256 + "." + number % 256;
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.await(1, TimeUnit.MINUTES);
    }
}
