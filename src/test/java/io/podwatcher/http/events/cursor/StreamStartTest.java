package io.podwatcher.http.events.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.messages.map.ChangesReply;
import io.podwatcher.messages.watch.WatchAge;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamStartTest {

    private static final ChangesReply NOW = new ChangesReply(
            "abc", Optional.empty(), 20, Optional.empty(), Optional.empty(), 20, 10, 1, true, WatchAge.NONE);

    @ParameterizedTest
    @CsvSource({
        "'',      true,  START",
        "'',      false, CHANGES_ONLY",
        "abc-20,  true,  RESUMED",
        "abc-10,  false, RESUMED",
        "abc-9,   false, TOO_OLD",
        "abc-21,  true,  OTHER_INSTANCE",
        "abd-15,  false, OTHER_INSTANCE",
        "nothing, true,  OTHER_INSTANCE",
        "abc-12345678901234567890, true, OTHER_INSTANCE"
    })
    void aStreamResumesIfTheChangesSinceItsIdAreKnown(String lastId, boolean snapshot, StreamStart start) {
        // When // Then
        assertThat(StreamStart.of(lastId, snapshot, new ResumePoint(NOW, OptionalLong.empty())))
                .isEqualTo(start);
    }

    @Test
    void anIdOfAnotherMapResumesWhereThisMapHasItsVersion() {
        // When // Then
        assertThat(StreamStart.of("abd-15", true, new ResumePoint(NOW, OptionalLong.of(12))))
                .isEqualTo(StreamStart.RESUMED);
    }
}
