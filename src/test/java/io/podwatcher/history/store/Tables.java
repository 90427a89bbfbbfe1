package io.podwatcher.history.store;

/** What tests do to the tables besides. */
public final class Tables {

    private Tables() {}

    /** The process has not written for a long time: another may continue its recorder. */
    public static void expire(Database database, String holder) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "UPDATE recorder SET written_at = CURRENT_TIMESTAMP - INTERVAL '1' HOUR "
                                        + "WHERE holder = :holder")
                        .bind("holder", holder)
                        .execute());
    }

    /** Removes all rows, and forgets that any were removed before. */
    public static void clear(Database database) {
        database.jdbi().useHandle(handle -> {
            handle.execute("DELETE FROM recorder");
            handle.execute("UPDATE retention SET kept_from = TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00:00'");
        });
    }

    /** How many intervals there are. */
    public static long intervals(Database database) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM ownership")
                        .mapTo(Long.class)
                        .one());
    }
}
