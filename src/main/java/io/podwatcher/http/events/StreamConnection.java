package io.podwatcher.http.events;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/**
 * The response to a subscriber's request, with its head set and not yet written. On the event loop of its connection,
 * which is that of the hub.
 */
interface StreamConnection {

    /** Runs this when the client has gone. */
    void onGone(Runnable handler);

    /** Completes when the transport has written the bytes. */
    Future<Void> write(Buffer bytes);

    /** Ends the response after these last bytes, which may be empty. */
    Future<Void> end(byte[] last);

    /** Breaks the connection, so that the client sees that the response is not complete. */
    void reset();

    /** Called once, when nothing more will be written. */
    void release();
}
