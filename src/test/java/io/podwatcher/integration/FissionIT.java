package io.podwatcher.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.Pauses;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.Fault;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.integration.service.ProxyQuestions;
import io.podwatcher.integration.service.RunningService;
import io.podwatcher.watch.api.ClusterAccess;
import io.podwatcher.watch.lifecycle.Backoff;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service with FISSION=on before an API server that has, lacks, forbids and changes triggers. */
class FissionIT {

    private static final Duration BOUND = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofMillis(200);

    /** For so long what is new is not sure. */
    private static final long SETTLING = TimeUnit.SECONDS.toNanos(5);

    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofMillis(500));
    private static final String SHOP = "10.0.0.1";
    private static final String NEWS = "10.0.0.2";

    private final ApiServer server = new ApiServer().start();
    private final AtomicLong jumped = new AtomicLong();
    private RunningService service;
    private ProxyQuestions proxy;
    private int markers;

    @BeforeEach
    void fill() {
        server.put(ApiPod.running("shop", "web", "uid-web", SHOP));
        server.put(ApiPod.running("news", "web", "uid-news", NEWS));
        for (String namespace : new String[] {"shop", "news"}) {
            server.functions().put(namespace, "cart", """
                    {"metadata": {"namespace": "%s", "name": "cart", "uid": "uid-of-function-%s"}, "spec": {}}
                    """.formatted(namespace, namespace));
        }
        trigger("shop", "cart", "/cart", "{}");
    }

    @AfterEach
    void close() {
        if (service != null) {
            service.close();
        }
        server.close();
    }

    @Test
    void readinessReportsTheStateOfTheTriggersAndPodsAreAnsweredInEach() throws Exception {
        // Given
        server.triggers().faults().always(Fault.status(403, "httptriggers.fission.io is forbidden"));
        start();

        // When: forbidden from the start
        awaitReadiness(503, "not listed yet: httptriggers: httptriggers.fission.io is forbidden");
        assertThat(call(SHOP, "/cart").body()).contains("not_synced");
        assertThat(service.status("/pod?ip=" + SHOP)).isEqualTo(200);

        // When: not installed
        server.triggers().faults().clear();
        server.triggers().faults().always(Fault.notInstalled());
        awaitReadiness(200, "Fission is not installed");
        assertThat(call(SHOP, "/cart").body()).contains("not_synced").contains("not installed");

        // When: installed
        server.triggers().faults().clear();
        awaitReadiness(503, "just been listed");
        await().atMost(BOUND)
                .until(() -> server.triggers().openWatches() == 1
                        && server.functions().openWatches() == 1);
        await().atMost(BOUND).pollInterval(POLL).until(() -> {
            jump();
            confirm();
            return fission().containsKey("triggers");
        });
        assertThat(fission().getInteger("triggers")).isEqualTo(1);
        assertThat(fission().getInteger("age_seconds")).isNotNegative();

        // When: forbidden later
        server.functions().faults().always(Fault.status(403, "functions.fission.io is forbidden"));
        server.functions().strikeOpenWatches(Fault.error(410, "too old resource version"));

        // Then
        awaitReadiness(200, "functions: functions.fission.io is forbidden");
        assertThat(service.status("/pod?ip=" + SHOP)).isEqualTo(200);
    }

    @Test
    void callsAreAllowedAndDeniedAsTriggersChange() throws Exception {
        // Given
        start();
        await().atMost(BOUND).until(() -> server.triggers().openWatches() == 1);
        awaitSettled();

        // Then
        awaitVerdict(SHOP, "/cart", 200, "");
        HttpResponse<String> allowed = call(SHOP, "/cart");
        assertThat(allowed.headers().firstValue("X-Target-Namespace")).hasValue("shop");
        assertThat(allowed.headers().firstValue("X-Target-Function")).hasValue("cart");
        assertThat(allowed.headers().firstValue("X-Target-Trigger")).hasValue("cart");
        awaitVerdict(NEWS, "/cart", 403, "wrong_namespace");
        awaitVerdict(SHOP, "/other", 403, "unknown_target");

        // When: the other namespace is allowed
        trigger("shop", "cart", "/cart", "{\"pod-watcher/allow\": \"news\"}");
        awaitSettled();
        awaitVerdict(NEWS, "/cart", 200, "");

        // When: it is not allowed any more
        trigger("shop", "cart", "/cart", "{}");

        // Then: at once, because the old state only counts beside the new one
        awaitVerdict(NEWS, "/cart", 403, "wrong_namespace");
        awaitVerdict(SHOP, "/cart", 200, "");

        // When: the other namespace claims the same path
        trigger("news", "cart", "/cart", "{}");
        awaitVerdict(SHOP, "/cart", 403, "ambiguous_target");
        awaitVerdict(NEWS, "/cart", 403, "ambiguous_target");

        // When: only the other one is left
        server.triggers().delete("shop", "cart");
        awaitSettled();
        awaitVerdict(SHOP, "/cart", 403, "wrong_namespace");
        awaitVerdict(NEWS, "/cart", 200, "");

        // When: none is left
        server.triggers().delete("news", "cart");
        awaitSettled();
        awaitVerdict(NEWS, "/cart", 403, "unknown_target");
    }

    @Test
    void pathThatIsTooLongToBeKeptIsNotMatchedByItsStart() throws Exception {
        // Given
        server.triggers().put("shop", "cart", """
                {"metadata": {"namespace": "shop", "name": "cart", "uid": "uid-of-shop-cart"},
                 "spec": {"prefix": "/cart/", "methods": ["GET"], "functionref": {"type": "name", "name": "cart"}}}
                """);
        start();
        await().atMost(BOUND).until(() -> server.triggers().openWatches() == 1);

        // When
        awaitSettled();

        // Then
        HttpResponse<String> usual = proxy.authorizeFissionPath(SHOP, "/cart/" + "x".repeat(2_000));
        assertThat(usual.statusCode()).as(usual.body()).isEqualTo(200);
        for (int length : new int[] {2_100, 4_100, 4_200, 8_000}) {
            HttpResponse<String> tooLong = proxy.authorizeFissionPath(SHOP, "/cart/" + "x".repeat(length));
            assertThat(tooLong.statusCode()).isEqualTo(403);
            assertThat(tooLong.body()).contains("bad_target");
        }
    }

    private void start() throws Exception {
        service = RunningService.start(
                new ClusterAccess(server.config(), "test"),
                () -> System.nanoTime() + jumped.get(),
                Pauses.USUAL.with(BACKOFF),
                "FISSION=on",
                "FISSION_NAMESPACES=shop,news",
                ProxyQuestions.TRUSTED);
        proxy = new ProxyQuestions(service.port());
    }

    private void trigger(String namespace, String name, String path, String annotations) {
        server.triggers().put(namespace, name, """
                {"metadata": {"namespace": "%s", "name": "%s", "uid": "uid-of-%s-%s", "annotations": %s,
                              "creationTimestamp": "2026-01-01T00:00:00Z"},
                 "spec": {"relativeurl": "%s", "methods": ["GET"], "functionref": {"type": "name", "name": "cart"}}}
                """.formatted(namespace, name, namespace, name, annotations, path));
    }

    /** Waits until all triggers so far are known, and lets the time pass after which they are sure. */
    private void awaitSettled() {
        String marker = "marker-" + markers++;
        trigger("shop", marker, "/" + marker, "{}");
        // A trigger that is not sure yet is found where no other one may answer; before the first list none is.
        await().atMost(BOUND).pollInterval(POLL).untilAsserted(() -> {
            HttpResponse<String> verdict = call(SHOP, "/" + marker);
            if (verdict.body().contains("not_synced")) {
                jump();
            }
            confirm();
            assertThat(verdict.statusCode()).as(verdict.body()).isEqualTo(200);
        });
        jump();
    }

    private void jump() {
        jumped.addAndGet(SETTLING);
    }

    /** Makes what is known young again: each jump makes it older. */
    private void confirm() {
        server.bookmark();
        server.triggers().bookmark();
        server.functions().bookmark();
    }

    private void awaitVerdict(String callerIp, String path, int status, String reason) {
        await().atMost(BOUND).pollInterval(POLL).untilAsserted(() -> {
            confirm();
            HttpResponse<String> verdict = call(callerIp, path);
            assertThat(verdict.statusCode()).as(verdict.body()).isEqualTo(status);
            assertThat(verdict.body()).contains(reason);
        });
    }

    private HttpResponse<String> call(String callerIp, String path) {
        return proxy.authorizeFission(callerIp, "GET", "shop.example", path);
    }

    private void awaitReadiness(int status, String words) {
        await().atMost(BOUND).untilAsserted(() -> {
            HttpResponse<String> ready = service.get("/ready");
            assertThat(ready.body()).contains(words);
            assertThat(ready.statusCode()).isEqualTo(status);
        });
    }

    private JsonObject fission() {
        return service.json("/ready").getJsonArray("checks").stream()
                .map(JsonObject.class::cast)
                .filter(check -> check.getString("id").equals("fission"))
                .findFirst()
                .orElseThrow()
                .getJsonObject("data", new JsonObject());
    }
}
