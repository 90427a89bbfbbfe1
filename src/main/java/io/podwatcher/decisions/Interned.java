package io.podwatcher.decisions;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Replaces equal values by one of them, so that thousands of rows share it. Remembers the last thousand values. One
 * thread.
 *
 * @param <T> an immutable value
 */
final class Interned<T> {

    private static final int REMEMBERED = 1024;

    private final Map<T, T> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<T, T> eldest) {
            return size() > REMEMBERED;
        }
    };

    T get(T value) {
        return known.computeIfAbsent(value, first -> first);
    }
}
