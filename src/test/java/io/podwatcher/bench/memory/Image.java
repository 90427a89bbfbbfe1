package io.podwatcher.bench.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How the program is started in the image. */
final class Image {

    private Image() {}

    /** The options of the JVM. */
    static List<String> options() throws IOException {
        return Files.readAllLines(Path.of("src", "image", "java.options")).stream()
                .filter(line -> line.startsWith("-"))
                .toList();
    }
}
