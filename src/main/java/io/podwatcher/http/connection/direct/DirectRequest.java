package io.podwatcher.http.connection.direct;

import io.podwatcher.model.IpAddress;
import java.util.List;
import java.util.Optional;

/**
 * A GET request without a body, on an HTTP/1.1 connection that stays open, before Vert.x sees it. Its connection
 * decodes no other request until this one is answered or passed on. On the event loop of the connection.
 */
public interface DirectRequest {

    /** The path and the query, as they were sent. */
    String target();

    /** The values of a header, by its name in any case. */
    List<String> headers(CharSequence name);

    /** The address of the other end of the connection; empty if it is not an IP in plain notation. */
    Optional<IpAddress> peer();

    /**
     * Answers.
     *
     * @param body copied, so that many answers may share it
     * @param head the parts of the head: the status line and all headers but Content-Length, each with its line end;
     *     copied too
     * @throws IllegalStateException if it is answered or passed on already
     */
    void answer(byte[] body, byte[]... head);

    /** Lets Vert.x handle the request after all; does nothing if it is answered already. */
    void passOn();
}
