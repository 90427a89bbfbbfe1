package io.podwatcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Comments are as short as lines of code: the formatter wraps code, and leaves comments alone. */
class LineLengthTest {

    private static final int MAX = 120;
    private static final Pattern COMMENT = Pattern.compile("\\s*(/\\*\\*|\\*|//) .*");

    @Test
    void noCommentIsLongerThanALineOfCode() throws IOException {
        // Given
        List<Path> sources;
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }

        // When
        List<String> tooLong = new ArrayList<>();
        for (Path source : sources) {
            for (String line : Files.readAllLines(source)) {
                if (line.length() > MAX && COMMENT.matcher(line).matches()) {
                    tooLong.add(source + ": " + line);
                }
            }
        }

        // Then
        assertThat(sources).isNotEmpty();
        assertThat(tooLong).isEmpty();
    }
}
