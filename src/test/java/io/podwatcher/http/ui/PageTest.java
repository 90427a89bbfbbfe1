package io.podwatcher.http.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    private static final Path FOLDER = Path.of("src/main/resources/io/podwatcher/http/ui");

    @Test
    void everyFileOfTheFolderIsServedAndNothingElse() throws IOException {
        // Given
        List<String> paths;
        try (Stream<Path> files = Files.walk(FOLDER)) {
            paths = files.filter(Files::isRegularFile)
                    .map(file -> FOLDER.relativize(file).toString())
                    .map(name -> name.equals("index.html") ? "/" : "/ui/" + name)
                    .toList();
        }

        // When
        Page page = Page.read();

        // Then
        assertThat(page.files().keySet()).containsExactlyInAnyOrderElementsOf(paths);
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.html", "Page.class"})
    void whatCannotBeServedIsSaidAtOnce(String path) {
        // Then
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> FixedFile.read(Page.class, path))
                .withMessageContaining(path);
    }
}
