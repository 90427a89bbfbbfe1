package io.podwatcher.history;

import io.podwatcher.history.store.Database;
import org.junit.jupiter.api.Test;

/** The model on H2; on PostgreSQL it is an integration test. */
class HistoryModelTest {

    @Test
    void eachAnswerIsTrueOrSaysThatNothingIsKnown() {
        try (Database database = new Database("jdbc:h2:mem:model")) {
            database.migrate();
            new HistoryModel(database).ask(Integer.getInteger("history.questions", 20_000));
        }
    }
}
