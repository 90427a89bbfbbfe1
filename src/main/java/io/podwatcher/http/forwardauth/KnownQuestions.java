package io.podwatcher.http.forwardauth;

import io.podwatcher.http.exchange.BadParameter;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers how the questions of {@code /authorize} read, so that a usual one is not parsed again. Proxies ask a
 * handful, one for each of their routes; what strangers ask must not fill the memory, so the bytes are bounded and the
 * longest unused ones are forgotten. On the event loop of one verticle.
 */
final class KnownQuestions {

    /** 256 questions of the usual length. */
    static final int MAX_BYTES = 512 * 1024;

    /** A parsed question takes about 1 KiB and 16 bytes for each of its characters (measured: at most 14). */
    private static final int BYTES_EACH = 1024;

    private static final int BYTES_A_CHARACTER = 16;

    private final Map<String, AuthorizeQuery> known = new LinkedHashMap<>(16, 0.75f, true);
    private int bytes;

    /**
     * The question that this text asks.
     *
     * @throws BadParameter when it is not understood
     */
    AuthorizeQuery get(String text) {
        AuthorizeQuery query = known.get(text);
        if (query == null) {
            query = AuthorizeQuery.parse(text);
            known.put(text, query);
            bytes += size(text);
            forget();
        }
        return query;
    }

    private void forget() {
        Iterator<String> oldest = known.keySet().iterator();
        while (bytes > MAX_BYTES) {
            bytes -= size(oldest.next());
            oldest.remove();
        }
    }

    private static int size(String text) {
        return BYTES_EACH + BYTES_A_CHARACTER * text.length();
    }

    /** How many are remembered. */
    int count() {
        return known.size();
    }
}
