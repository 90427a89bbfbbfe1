package io.podwatcher.watch.lifecycle;

/** What is to be tried next. Immutable. */
sealed interface Attempt {

    /**
     * A list of all pods, of which the map is sent what has changed since it was last listed or watched.
     *
     * @param newest the newest version known; a list of a lower one means that versions have gone back
     */
    record List(ResourceVersion newest) implements Attempt {}

    /** A full relist: what the map holds is not known, or is of no use. */
    record ListEverything() implements Attempt {}

    /** A watch that goes on from a position. */
    record Watch(Position from) implements Attempt {}

    /**
     * From where a watch goes on.
     *
     * @param version the newest version that has been listed or read
     * @param fruitless how many watches in a row from this version have brought neither an event nor a bookmark
     */
    record Position(ResourceVersion version, int fruitless) {

        /** A position that has just been reached. */
        static Position at(ResourceVersion version) {
            return new Position(version, 0);
        }

        /** The same after another watch that has brought nothing. */
        Position inVain() {
            return new Position(version, fruitless + 1);
        }
    }
}
