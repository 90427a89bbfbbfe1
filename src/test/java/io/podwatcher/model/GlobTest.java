package io.podwatcher.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GlobTest {

    private static final int PATTERNS = 200_000;

    @Test
    void anyPatternMatchesWhatItsDefinitionSays() {
        // Given
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int matches = 0;

        for (int i = 0; i < PATTERNS; i++) {
            String pattern = text(random, "ab*", 6);
            String text = text(random, "ab", 8);

            // When
            boolean matched = Glob.parse(pattern).matches(text);

            // Then
            assertThat(matched).as("seed %d: %s on %s", seed, pattern, text).isEqualTo(matches(pattern, 0, text, 0));
            matches += matched ? 1 : 0;
        }
        assertThat(matches).isBetween(PATTERNS / 20, PATTERNS / 2);
    }

    @Test
    @Timeout(30)
    void manyAsterisksTakeNoLongerThanOne() {
        // Given
        Glob glob = Glob.parse("*-".repeat(60) + "x");
        String key = "-".repeat(317);

        // When
        int matches = 0;
        for (int i = 0; i < 10_000; i++) {
            matches += glob.matches(key) ? 1 : 0;
        }

        // Then
        assertThat(matches).isZero();
    }

    /** The definition, which tries everything. */
    private static boolean matches(String pattern, int p, String text, int t) {
        if (p == pattern.length()) {
            return t == text.length();
        }
        if (pattern.charAt(p) == '*') {
            return matches(pattern, p + 1, text, t) || t < text.length() && matches(pattern, p, text, t + 1);
        }
        return t < text.length() && pattern.charAt(p) == text.charAt(t) && matches(pattern, p + 1, text, t + 1);
    }

    private static String text(Random random, String alphabet, int longest) {
        return random.ints(random.nextInt(longest + 1), 0, alphabet.length())
                .collect(StringBuilder::new, (text, i) -> text.append(alphabet.charAt(i)), StringBuilder::append)
                .toString();
    }
}
