package io.podwatcher.http.forwardauth.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.podwatcher.http.exchange.BadParameter;
import org.junit.jupiter.api.Test;

class ParsedQueriesTest {

    private final ParsedQueries questions = new ParsedQueries();

    @Test
    void aQuestionIsParsedOnce() {
        assertThat(questions.get("namespace=a")).isSameAs(questions.get("namespace=a"));
    }

    @Test
    void theBytesOfWhatIsRememberedAreBounded() {
        // Given
        String filler = "&serviceAccount=" + "x".repeat(4000);

        // When
        for (int i = 0; i < 1000; i++) {
            questions.get("namespace=n" + i + filler);
        }

        // Then
        assertThat(questions.count()).isBetween(1, ParsedQueries.MAX_BYTES / (16 * filler.length()));
    }

    @Test
    void theUsualQuestionsOfManyRoutesAreAllRemembered() {
        // Given
        AuthorizeQuery first = questions.get("namespace=team-0&serviceAccount=team-0/caller");

        // When
        for (int i = 1; i < 250; i++) {
            questions.get("namespace=team-" + i + "&serviceAccount=team-" + i + "/caller");
        }

        // Then
        assertThat(questions.get("namespace=team-0&serviceAccount=team-0/caller"))
                .isSameAs(first);
    }

    @Test
    void whatIsAskedOftenStaysWhenStrangersAskMuch() {
        // Given
        AuthorizeQuery usual = questions.get("namespace=shop");

        // When
        for (int i = 0; i < 10_000; i++) {
            questions.get("namespace=n" + i);
            questions.get("namespace=shop");
        }

        // Then
        assertThat(questions.get("namespace=shop")).isSameAs(usual);
    }

    @Test
    void whatIsNotUnderstoodIsNotRemembered() {
        assertThatExceptionOfType(BadParameter.class).isThrownBy(() -> questions.get("namespase=shop"));
        assertThat(questions.count()).isZero();
    }
}
