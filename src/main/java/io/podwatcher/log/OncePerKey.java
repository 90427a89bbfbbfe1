package io.podwatcher.log;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Keeps a line about the same thing from being repeated, and lines about many things from flooding the log. Remembers
 * the last thousand keys. One thread.
 */
public final class OncePerKey {

    private static final int REMEMBERED = 1024;

    private final RateLimit limit;
    private final Set<String> recent = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    /**
     * @param together how many lines may come at once after a quiet time
     */
    public OncePerKey(int together) {
        this.limit = new RateLimit(together);
    }

    /**
     * It has happened to this key.
     *
     * @param line writes the line if one is due, given how many keys it is about
     */
    public void say(String key, LongConsumer line) {
        if (recent.add(key)) {
            limit.say(1, line);
        }
    }
}
