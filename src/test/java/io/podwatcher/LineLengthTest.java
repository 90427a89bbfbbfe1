package io.podwatcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lines are short. The formatter wraps code, but neither comments nor texts. */
class LineLengthTest {

    private static final int MAX = 120;
    private static final String TEXT_BLOCK = "\"\"\"";

    @Test
    void noLineIsTooLongExceptInTextBlocks() throws IOException {
        // Given
        List<Path> sources;
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }

        // When
        List<String> tooLong = new ArrayList<>();
        for (Path source : sources) {
            boolean inTextBlock = false;
            for (String line : Files.readAllLines(source)) {
                if (line.length() > MAX && !inTextBlock) {
                    tooLong.add(source + ": " + line);
                }
                inTextBlock ^= line.split(TEXT_BLOCK, -1).length % 2 == 0;
            }
        }

        // Then
        assertThat(sources).isNotEmpty();
        assertThat(tooLong).isEmpty();
    }
}
