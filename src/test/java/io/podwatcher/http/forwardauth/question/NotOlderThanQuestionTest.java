package io.podwatcher.http.forwardauth.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.model.MapVersion;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NotOlderThanQuestionTest {

    private final Questions questions = new Questions(Optional.empty(), 60);

    @Test
    void theVersionIsReadApartFromWhatIsCountedAndProposed() {
        // When
        Question question = questions.toExplain("namespace=shop&notOlderThan=7&wait=1s");

        // Then
        assertThat(question.called())
                .isEqualTo(questions.toExplain("namespace=shop&wait=1s").called());
        assertThat(question.notOlderThan()).contains(MapVersion.of(7));
        assertThat(question.timeout()).isPresent();
    }
}
