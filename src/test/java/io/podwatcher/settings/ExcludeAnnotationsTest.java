package io.podwatcher.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExcludeAnnotationsTest {

    @ParameterizedTest
    @CsvSource({
        "a.example/b, a.example/b, true",
        "a.example/b, a.example/bc, false",
        "a.example/b, xa.example/b, false",
        "a.example/b, aXexample/b, false",
        "a.example/*, a.example/, true",
        "a.example/*, a.example/b/c, true",
        "a.example/*, b.example/b, false",
        "*/checksum, a.example/checksum, true",
        "*/checksum, checksum, false",
        "*secret*, my-secret-note, true",
        "*secret*, my-note, false",
        "a*b*c, a1b2c, true",
        "a*b*c, a1c2b, false",
        "*, anything at all, true",
        "**, anything at all, true",
    })
    void anAsteriskStandsForAnyCharactersAndAllElseForItself(String glob, String key, boolean excluded)
            throws InvalidSettings {
        // Given
        Settings settings = Settings.from(Map.of("EXCLUDE_ANNOTATIONS", glob));

        // When
        boolean matches = excludes(settings, key);

        // Then
        assertThat(matches).isEqualTo(excluded);
    }

    @Test
    void aListReplacesTheDefault() throws InvalidSettings {
        // When
        Settings settings = Settings.from(Map.of("EXCLUDE_ANNOTATIONS", "a.example/*, b"));

        // Then
        assertThat(excludes(settings, "a.example/x")).isTrue();
        assertThat(excludes(settings, "b")).isTrue();
        assertThat(excludes(settings, "kubectl.kubernetes.io/last-applied-configuration"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void aBlankListIsTheDefault(String blank) throws InvalidSettings {
        // When
        Settings settings = Settings.from(Map.of("EXCLUDE_ANNOTATIONS", blank));

        // Then
        assertThat(excludes(settings, "kubectl.kubernetes.io/last-applied-configuration"))
                .isTrue();
    }

    @Test
    void aListOfNothingExcludesNothing() throws InvalidSettings {
        // When
        Settings settings = Settings.from(Map.of("EXCLUDE_ANNOTATIONS", ","));

        // Then
        assertThat(settings.excludeAnnotations()).isEmpty();
    }

    private static boolean excludes(Settings settings, String key) {
        return settings.excludeAnnotations().stream().anyMatch(glob -> glob.matches(key));
    }
}
