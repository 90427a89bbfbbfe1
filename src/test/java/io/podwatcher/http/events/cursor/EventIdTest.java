package io.podwatcher.http.events.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.messages.map.CompleteVersion;
import io.podwatcher.model.MapVersion;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {

    private static final Optional<CompleteVersion> COMPLETE = Optional.of(new CompleteVersion("00c0ffee", 4711, 17));

    @Test
    void anIdIsReadAsItWasWritten() {
        // Given
        EventId id = EventId.of("abc", 7, COMPLETE, MapVersion.of(4712));

        // When // Then
        assertThat(id).hasToString("abc-7-00c0ffee-4711-4712-17");
        assertThat(EventId.parse(id.toString())).contains(id);
        assertThat(EventId.parse("abc-7")).contains(new EventId("abc", 7));
    }

    @Test
    void withoutBothVersionsItMeansNothingToOtherMaps() {
        // When // Then
        assertThat(EventId.of("abc", 7, COMPLETE, MapVersion.UNKNOWN)).hasToString("abc-7");
        assertThat(EventId.of("abc", 7, Optional.empty(), MapVersion.of(4712))).hasToString("abc-7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc-7-",
                "abc-7-00c0ffee",
                "abc-7-00c0ffee-1-2",
                "abc-7-00c0ffee-1-2-3-4",
                "abc-7-00c0ffe-1-2-3",
                "abc-7-00C0FFEE-1-2-3",
                "abc-7-00c0ffee-1234567890123456789-2-3",
                "abc-7-00c0ffee--1-2-3"
            })
    void whatNoMapHasWrittenIsNoId(String text) {
        // When // Then
        assertThat(EventId.parse(text)).isEmpty();
    }
}
