package io.podwatcher.integration;

import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;

/**
 * fabric8's keeper of pods, which at the end of a watch waits on the event loop for events to be sent by that same loop,
 * so that the whole server hangs for 30 seconds. Here it waits on a thread of its own.
 */
final class CrudDispatcher extends KubernetesCrudDispatcher {

    @Override
    public MockResponse handleWatch(String path) {
        WebSocketListener watch = super.handleWatch(path).getWebSocketListener();
        return new MockResponse().withWebSocketUpgrade(new OffTheLoop(watch));
    }

    private static final class OffTheLoop extends WebSocketListener {

        private final WebSocketListener watch;

        private OffTheLoop(WebSocketListener watch) {
            this.watch = watch;
        }

        @Override
        public void onOpen(WebSocket webSocket, Response response) {
            watch.onOpen(webSocket, response);
        }

        @Override
        public void onClosing(WebSocket webSocket, int code, String reason) {
            watch.onClosing(webSocket, code, reason);
        }

        @Override
        public void onClosed(WebSocket webSocket, int code, String reason) {
            inBackground(() -> watch.onClosed(webSocket, code, reason));
        }

        @Override
        public void onFailure(WebSocket webSocket, Throwable failure, Response response) {
            inBackground(() -> watch.onFailure(webSocket, failure, response));
        }

        private static void inBackground(Runnable task) {
            Thread thread = new Thread(task, "end-of-watch");
            thread.setDaemon(true);
            thread.start();
        }
    }
}
