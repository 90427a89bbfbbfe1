package io.podwatcher.log;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Logs at most one line for each key, and rate-limits the lines about different keys. Remembers the last thousand keys.
 * One thread.
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
     * @param burst how many lines may be logged at once after a quiet time
     */
    public OncePerKey(int burst) {
        this.limit = new RateLimit(burst);
    }

    /**
     * Reports an occurrence for this key.
     *
     * @param line logs the line if one is due; called with the number of keys it stands for
     */
    public void report(String key, LongConsumer line) {
        if (recent.add(key)) {
            limit.report(1, line);
        }
    }
}
