package io.podwatcher.integration.service;

import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;

/**
 * The server's end of a watch. fabric8's own one waits at its end, on the event loop, for events to be sent by that
 * same loop, so that the whole server hangs for 30 seconds; this one lets it wait on a thread of its own.
 */
public final class WatchSocket extends WebSocketListener {

    private final WebSocketListener watch;
    private final Runnable opened;
    private final Runnable closed;

    /**
     * @param watch fabric8's own end
     * @param opened runs when events can be sent
     * @param closed runs when no more can be sent
     */
    public WatchSocket(WebSocketListener watch, Runnable opened, Runnable closed) {
        this.watch = watch;
        this.opened = opened;
        this.closed = closed;
    }

    @Override
    public void onBeforeAccept(WebSocket webSocket, Response response) {
        watch.onBeforeAccept(webSocket, response);
    }

    @Override
    public void onOpen(WebSocket webSocket, Response response) {
        watch.onOpen(webSocket, response);
        opened.run();
    }

    @Override
    public void onMessage(WebSocket webSocket, String text) {
        watch.onMessage(webSocket, text);
    }

    @Override
    public void onClosing(WebSocket webSocket, int code, String reason) {
        watch.onClosing(webSocket, code, reason);
    }

    @Override
    public void onClosed(WebSocket webSocket, int code, String reason) {
        closed.run();
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
