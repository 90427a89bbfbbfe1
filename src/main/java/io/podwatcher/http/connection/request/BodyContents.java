package io.podwatcher.http.connection.request;

import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Iterator;
import java.util.List;

/**
 * Drops the contents of bodies that no endpoint reads. Behind an unanswered request Vert.x 5.2 would put them into a
 * queue, and would not release the queue when the connection closes: 3,000 small requests, each cut off by its client,
 * took all direct memory. On the event loop of the connection.
 */
final class BodyContents {

    private BodyContents() {}

    /**
     * Drops the contents.
     *
     * @param decoded what has been decoded of a body; its end stays, without its content
     */
    static void drop(List<Object> decoded) {
        for (Iterator<Object> all = decoded.iterator(); all.hasNext(); ) {
            Object content = all.next();
            if (!(content instanceof LastHttpContent)) {
                all.remove();
                ReferenceCountUtil.release(content);
            }
        }
        decoded.replaceAll(BodyContents::withoutContent);
    }

    private static Object withoutContent(Object end) {
        if (((LastHttpContent) end).decoderResult().isFailure()) {
            return end;
        }
        ReferenceCountUtil.release(end);
        return LastHttpContent.EMPTY_LAST_CONTENT;
    }
}
