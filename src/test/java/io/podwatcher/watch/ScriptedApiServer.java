package io.podwatcher.watch;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.internal.MockDispatcher;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.integration.service.WatchSocket;
import io.podwatcher.watch.api.ClusterAccess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An API server that answers each request as the test has written down before. */
final class ScriptedApiServer implements AutoCloseable {

    private static final String SELECTED = "fieldSelector=status.phase%21%3DSucceeded%2Cstatus.phase%21%3DFailed";
    private static final String NEXT = "/next-event";

    private final AtomicInteger watches = new AtomicInteger();
    private final KubernetesMockServer server;

    ScriptedApiServer() {
        MockCluster.tellNoRequests();
        Map<ServerRequest, Queue<ServerResponse>> script = new ConcurrentHashMap<>();
        MockDispatcher dispatcher = new MockDispatcher(script) {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                MockResponse response = super.dispatch(request);
                return response.getWebSocketListener() == null
                        ? response
                        : response.withWebSocketUpgrade(
                                new WatchSocket(response.getWebSocketListener(), watches::incrementAndGet, () -> {}));
            }
        };
        server = new KubernetesMockServer(new Context(), new MockWebServer(), script, dispatcher, false);
        server.init(InetAddress.getLoopbackAddress(), 0);
    }

    ClusterAccess access() {
        return MockCluster.accessTo(server.getPort());
    }

    /** Answers the next list that has no answer yet. */
    ScriptedApiServer list(String body) {
        server.expect().get().withPath(listPath("", 100)).andReturn(200, body).once();
        return this;
    }

    /** Answers the page of a list that this token asks for. */
    ScriptedApiServer page(String continueToken, String body) {
        // These pods weigh next to nothing, so a page of them has as many as a page may have.
        String path = listPath("continue=" + continueToken + "&", 1000);
        server.expect().get().withPath(path).andReturn(200, body).once();
        return this;
    }

    /** Answers all lists of one pod, by which its version is asked for. */
    ScriptedApiServer version(String resourceVersion) {
        String path = listPath("", 1);
        server.expect()
                .get()
                .withPath(path)
                .andReturn(200, podList(resourceVersion))
                .always();
        return this;
    }

    /** Refuses all lists from here on. */
    ScriptedApiServer refuseLists(int status, String message) {
        Object body = new StatusBuilder().withCode(status).withMessage(message).build();
        server.expect()
                .get()
                .withPath(listPath("", 100))
                .andReturn(status, body)
                .always();
        return this;
    }

    /**
     * Opens the next watch from this version; each call of {@link #nextEvent} sends one of these, then it stays open.
     */
    ScriptedApiServer watch(String resourceVersion, String... events) {
        var session = server.expect()
                .get()
                .withPath("/api/v1/pods?allowWatchBookmarks=true&" + SELECTED + "&resourceVersion=" + resourceVersion
                        + "&timeoutSeconds=600&watch=true")
                .andUpgradeToWebSocket()
                .open();
        for (String event : events) {
            session = session.expectHttpRequest(NEXT).andEmit(event).once();
        }
        session.expect("anything, which is never sent")
                .andEmit("")
                .always()
                .done()
                .once();
        return this;
    }

    /** How many watches have been opened. */
    int watches() {
        return watches.get();
    }

    void nextEvent() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.getPort() + NEXT);
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
    }

    /** The next request that has come, decoded. */
    String takeRequest() throws InterruptedException {
        return URLDecoder.decode(server.takeRequest(10, TimeUnit.SECONDS).getPath(), StandardCharsets.UTF_8);
    }

    /** A whole list with pods of these names. */
    static String podList(String resourceVersion, String... names) {
        return podList(new JsonObject().put("resourceVersion", resourceVersion), names);
    }

    /** A list's page that another one follows. */
    static String firstPage(String resourceVersion, String continueToken, String... names) {
        return podList(new JsonObject().put("resourceVersion", resourceVersion).put("continue", continueToken), names);
    }

    private static String podList(JsonObject metadata, String... names) {
        JsonArray items = new JsonArray();
        for (String name : names) {
            items.add(pod(name, "1"));
        }
        return new JsonObject()
                .put("kind", "PodList")
                .put("apiVersion", "v1")
                .put("metadata", metadata)
                .put("items", items)
                .encode();
    }

    /** A watch event about the pod of this name. */
    static String event(String type, String name, String resourceVersion) {
        return new JsonObject()
                .put("type", type)
                .put("object", pod(name, resourceVersion))
                .encode();
    }

    private static JsonObject pod(String name, String resourceVersion) {
        return new JsonObject()
                .put("kind", "Pod")
                .put("apiVersion", "v1")
                .put(
                        "metadata",
                        new JsonObject()
                                .put("namespace", "default")
                                .put("name", name)
                                .put("uid", "uid-" + name)
                                .put("resourceVersion", resourceVersion));
    }

    private static String listPath(String continuation, int limit) {
        return "/api/v1/pods?" + continuation + SELECTED + "&limit=" + limit;
    }

    @Override
    public void close() {
        server.destroy();
    }
}
