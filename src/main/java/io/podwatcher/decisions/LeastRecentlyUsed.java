package io.podwatcher.decisions;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * A table with a limit on its rows and on the characters of all of them; the least recently used ones are removed
 * first. One thread.
 *
 * @param <K> what identifies a row
 * @param <V> a row
 */
final class LeastRecentlyUsed<K, V> {

    private final Map<K, V> rows = new LinkedHashMap<>(16, 0.75f, true);
    private final int maxRows;
    private final int maxCharacters;
    private final ToIntFunction<K> characters;
    private final Consumer<K> onRemove;
    private int held;

    /**
     * @param characters how many characters a row holds, by its key; always the same
     * @param onRemove receives the key of each removed row
     */
    LeastRecentlyUsed(int maxRows, int maxCharacters, ToIntFunction<K> characters, Consumer<K> onRemove) {
        this.maxRows = maxRows;
        this.maxCharacters = maxCharacters;
        this.characters = characters;
        this.onRemove = onRemove;
    }

    /** The row of this key, which is new if there was none; it is now the most recently used one. */
    V use(K key, Function<K, V> create) {
        V row = rows.get(key);
        if (row == null) {
            row = create.apply(key);
            rows.put(key, row);
            held += characters.applyAsInt(key);
            shrink();
        }
        return row;
    }

    private void shrink() {
        Iterator<K> oldest = rows.keySet().iterator();
        while (rows.size() > maxRows || held > maxCharacters) {
            K key = oldest.next();
            oldest.remove();
            removed(key);
        }
    }

    void removeIf(Predicate<V> gone) {
        rows.entrySet().removeIf(row -> {
            boolean remove = gone.test(row.getValue());
            if (remove) {
                removed(row.getKey());
            }
            return remove;
        });
    }

    private void removed(K key) {
        held -= characters.applyAsInt(key);
        onRemove.accept(key);
    }

    boolean contains(K key) {
        return rows.containsKey(key);
    }

    /** All rows, the least recently used ones first. */
    Collection<V> rows() {
        return rows.values();
    }
}
