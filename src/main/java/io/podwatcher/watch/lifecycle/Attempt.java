package io.podwatcher.watch.lifecycle;

/** What to try next: a list, a full relist or a watch. Immutable. */
sealed interface Attempt {

    /**
     * A list of all pods; only what has changed since the last list or watch is sent to the map.
     *
     * @param newest the newest version known; a list with a lower one means that versions have gone back
     */
    record List(ResourceVersion newest) implements Attempt {}

    /** A full relist, because the map's content is uncertain or useless. */
    record FullRelist() implements Attempt {}

    /** A watch that continues from a position. */
    record Watch(Position from) implements Attempt {}

    /**
     * Where a watch continues.
     *
     * @param version the newest version that has been listed or read
     * @param fruitless how many watches in a row from this version have received neither an event nor a bookmark
     */
    record Position(ResourceVersion version, int fruitless) {

        /** A position that has just been reached. */
        static Position at(ResourceVersion version) {
            return new Position(version, 0);
        }

        /** The same position after another fruitless watch. */
        Position afterFruitlessWatch() {
            return new Position(version, fruitless + 1);
        }
    }
}
