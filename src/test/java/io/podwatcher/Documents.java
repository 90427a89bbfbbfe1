package io.podwatcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The documents that users and contributors read. */
public final class Documents {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```(\\w*)\n(.*?)^ *```$");

    private Documents() {}

    /** README.md, and everything in Markdown below src/docs, .github and manifests. */
    public static Stream<Path> all() {
        return Stream.concat(
                Stream.of(Path.of("README.md")),
                Stream.of(Path.of("src", "docs"), Path.of(".github"), Path.of("manifests"))
                        .flatMap(folder -> files(folder, ".md")));
    }

    /** The files below a folder whose names end so, sorted. */
    public static Stream<Path> files(Path folder, String suffix) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fenced blocks of one language in a document. */
    public static List<String> blocks(Path document, String language) {
        return BLOCK.matcher(read(document))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** The document without its fenced blocks, in which nothing is a link or a heading. */
    public static String text(Path document) {
        return BLOCK.matcher(read(document)).replaceAll("");
    }

    private static String read(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
