package io.podwatcher.integration;

import static io.podwatcher.apiserver.pods.ApiPod.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.Fault;
import io.podwatcher.apiserver.Kind;
import io.podwatcher.http.RawHttp;
import io.podwatcher.integration.service.RunningService;
import io.podwatcher.watch.api.ClusterAccess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Situations out of public bug reports of other projects, each with its right answers:
 * src/test/resources/io/podwatcher/reports. Each file has the source of the situation and why its answers are right.
 */
class PublicReportsIT {

    private static final String PROXY = "127.0.0.100";

    private ApiServer server;
    private RunningService service;
    private long backup;
    private int seen;

    @BeforeEach
    void start() throws Exception {
        server = new ApiServer().start();
        service = RunningService.start(new ClusterAccess(server.config(), "test"), "TRUSTED_PROXIES=" + PROXY);
    }

    @AfterEach
    void close() {
        service.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01-node-has-a-stale-pods-ip",
                "02-terminating-and-cni-has-released",
                "03-no-sandbox-no-network",
                "05-etcd-restored",
                "06-node-ip-only-in-hostIP",
                "07-two-terminating",
                "08-live-migration",
                "09-evicted-keeps-ip",
                "10-sidecar-outlives-main",
                "11-mirror-stuck-terminating",
                "12-two-running-other-namespaces",
                "13-odd-status",
            })
    void thePodsOfTheReportAreAnsweredRightly(String name) throws IOException {
        // Given
        JsonObject report = read(name);

        // When
        objects(report.getJsonArray("steps")).forEach(this::apply);
        awaitSeen();

        // Then
        objects(report.getJsonArray("asks")).forEach(this::assertRight);
    }

    @Test
    void answerThatIsNoListLeavesTheMapAsItWas() throws Exception {
        // Given
        JsonObject report = read("04-list-answered-with-a-status");
        objects(report.getJsonArray("steps")).forEach(this::apply);
        awaitSeen();
        JsonObject answer = report.getJsonObject("list_answer");
        JsonObject body = answer.getJsonObject("body");
        server.faults()
                .always(
                        Kind.LIST,
                        Fault.answer(
                                answer.getInteger("code"),
                                Map.of("Content-Type", "application/json"),
                                body.toBuffer().getBytes()));
        server.faults().always(Kind.WATCH, Fault.error(410, "too old resource version"));

        // When
        server.strikeOpenWatches(Fault.end());
        await().until(() -> service.text("/ready").contains(body.getString("message")));

        // Then
        objects(report.getJsonArray("asks")).forEach(this::assertRight);
        try (RunningService another = RunningService.start(new ClusterAccess(server.config(), "test"))) {
            await().until(() -> another.text("/ready").contains(body.getString("message")));
            assertThat(another.status("/ready")).isEqualTo(503);
            objects(report.getJsonArray("asks"))
                    .forEach(ask -> assertThat(another.status("/pod?ip=" + ask.getString("pod")))
                            .isEqualTo(503));
        }
    }

    @Test
    void eachRequestOfAProxyGetsItsVerdict() throws IOException {
        // Given
        JsonObject report = read("14-proxies");
        assertThat(report.getString("trusted")).isEqualTo(PROXY);
        report.getJsonObject("pods").forEach(pod -> {
            String[] name = pod.getValue().toString().split("/");
            server.put(running(name[0], name[1], "uid-" + name[1], pod.getKey()));
        });
        server.put(running("ingress", "caddy", "uid-caddy", PROXY));
        await().until(() -> service.status("/pod?ip=" + PROXY) == 200);

        for (Object request : report.getJsonArray("requests")) {
            String description = ((JsonArray) request).getString(0);
            try (RawHttp proxy = RawHttp.from(PROXY, service.port())) {
                // When
                RawHttp.Response answer =
                        proxy.send(((JsonArray) request).getString(1)).readHead();

                // Then
                assertThat(answer.status()).as(description).isEqualTo(((JsonArray) request).getInteger(2));
            }
        }
    }

    private void apply(JsonObject step) {
        switch (step.getString("op")) {
            case "delete" ->
                server.delete(step.getString("ns"), step.getString("name")).orElseThrow();
            case "backup" -> backup = server.resourceVersion();
            case "restore" -> {
                // More changes than follow, so that versions are still lower when the watch is reopened.
                for (int i = 0; i < 10; i++) {
                    awaitSeen();
                }
                server.stop();
                server.restore(backup);
                server.start();
            }
            default -> {
                JsonObject metadata = step.getJsonObject("pod").getJsonObject("metadata");
                server.put(
                        metadata.getString("namespace"),
                        metadata.getString("name"),
                        step.getJsonObject("pod").encode());
            }
        }
    }

    /** Waits until the service knows all that has been applied: one more pod comes after it. */
    private void awaitSeen() {
        seen++;
        String ip = "192.0.2." + seen;
        server.put(running("default", "last-" + seen, "uid-last-" + seen, ip));
        await().until(() -> service.status("/pod?ip=" + ip) == 200);
    }

    private void assertRight(JsonObject ask) {
        if (ask.containsKey("authorize")) {
            try (RawHttp proxy = RawHttp.from(PROXY, service.port())) {
                RawHttp.Response answer = proxy.send("GET /authorize?namespace=" + ask.getString("namespace")
                                + " HTTP/1.1\r\nHost: pod-watcher\r\nX-Forwarded-For: " + ask.getString("authorize")
                                + "\r\n\r\n")
                        .read();
                assertThat(answer.status()).as(ask.encode()).isEqualTo(ask.getInteger("right"));
            }
        } else if (ask.containsKey("reason")) {
            assertThat(service.json("/pod?ip=" + ask.getString("reason")).getString("reason"))
                    .as(ask.encode())
                    .isEqualTo(ask.getString("right"));
        } else {
            String ip = ask.getString("pod");
            int status = service.status("/pod?ip=" + ip);
            Object said = status == 200 ? service.json("/pod?ip=" + ip).getString("name") : (Object) status;
            assertThat(ask.getJsonArray("right")).as(ip).contains(said);
        }
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }

    private static JsonObject read(String name) throws IOException {
        String resource = "/io/podwatcher/reports/" + name + ".json";
        try (InputStream in = Objects.requireNonNull(PublicReportsIT.class.getResourceAsStream(resource), resource)) {
            return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
