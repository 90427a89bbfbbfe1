package io.podwatcher.integration;

import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.util.concurrent.atomic.AtomicInteger;

/** fabric8's keeper of pods, with watches that can be counted. */
final class CrudDispatcher extends KubernetesCrudDispatcher {

    private final AtomicInteger watches = new AtomicInteger();

    /** How many watches are open. */
    int watches() {
        return watches.get();
    }

    @Override
    public MockResponse handleWatch(String path) {
        WebSocketListener watch = super.handleWatch(path).getWebSocketListener();
        return new MockResponse()
                .withWebSocketUpgrade(new WatchSocket(watch, watches::incrementAndGet, watches::decrementAndGet));
    }
}
