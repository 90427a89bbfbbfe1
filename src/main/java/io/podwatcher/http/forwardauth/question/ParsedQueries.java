package io.podwatcher.http.forwardauth.question;

import io.podwatcher.http.exchange.BadParameter;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Caches parsed queries of {@code /authorize}. Proxies send a handful, one for each of their routes. Other clients must
 * not fill the memory with theirs, so the size is bounded in bytes and the least recently used ones are evicted. On the
 * event loop of one verticle.
 */
final class ParsedQueries {

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
