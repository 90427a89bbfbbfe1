package io.podwatcher.integration.service;

import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * fabric8's keeper of pods and of Fission's objects, with watches that can be counted, and with the answers of a real
 * API server to a list, which is of one kind, and to a watch from a version that it never gave, which is that it has
 * expired.
 */
public final class CrudDispatcher extends KubernetesCrudDispatcher {

    private static final Pattern RESOURCE_VERSION = Pattern.compile("[?&]resourceVersion=(\\d+)");
    private static final Pattern FISSION = Pattern.compile("/fission[.]io/v1/(?:.*/)?(httptriggers|functions)");
    private static final String EXPIRED = """
            {"type": "ERROR", "object": {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure",
             "message": "too old resource version", "reason": "Expired", "code": 410}}
            """;

    private final AtomicInteger watches = new AtomicInteger();
    private final AtomicLong newestVersion = new AtomicLong();

    /** How many watches are open. */
    int watches() {
        return watches.get();
    }

    @Override
    public long requestResourceVersion() {
        return newestVersion.updateAndGet(before -> super.requestResourceVersion());
    }

    /** A list as a real API server gives it: of one kind, not of anything. */
    @Override
    public MockResponse handleGet(String path) {
        MockResponse response = super.handleGet(path);
        if (response.getWebSocketListener() != null) {
            return response;
        }
        JsonObject answer = new JsonObject(new String(response.getBody().getBytes(), StandardCharsets.UTF_8));
        return "List".equals(answer.getString("kind"))
                ? response.setBody(answer.put("kind", listKind(path)).encode())
                : response;
    }

    private static String listKind(String path) {
        Matcher fission = FISSION.matcher(path);
        if (!fission.find()) {
            return "PodList";
        }
        return fission.group(1).equals("httptriggers") ? "HTTPTriggerList" : "FunctionList";
    }

    @Override
    public MockResponse handleWatch(String path) {
        Matcher version = RESOURCE_VERSION.matcher(path);
        if (version.find() && Long.parseLong(version.group(1)) > newestVersion.get()) {
            return new MockResponse().withWebSocketUpgrade(new Expired());
        }
        WebSocketListener watch = super.handleWatch(path).getWebSocketListener();
        return new MockResponse()
                .withWebSocketUpgrade(new WatchSocket(watch, watches::incrementAndGet, watches::decrementAndGet));
    }

    private static final class Expired extends WebSocketListener {

        @Override
        public void onOpen(WebSocket webSocket, Response response) {
            webSocket.send(EXPIRED);
        }
    }
}
