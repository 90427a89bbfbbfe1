package io.podwatcher.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A JVM to run servers with.
 *
 * @param home its folder
 * @param feature its version: 17, 25
 * @param name its vendor's name and full version
 */
record Jvm(Path home, int feature, String name) {

    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    /** The one that runs Maven. */
    static Jvm current() {
        return at(Path.of(System.getProperty("java.home")));
    }

    /** A JDK 25 for figures about the image: the current one, or one where Debian puts them. */
    static Optional<Jvm> ofImage() throws IOException {
        if (current().feature() >= 25) {
            return Optional.of(current());
        }
        if (Files.isDirectory(INSTALLED)) {
            try (DirectoryStream<Path> homes = Files.newDirectoryStream(INSTALLED, "*25*")) {
                for (Path home : homes) {
                    if (Files.isExecutable(home.resolve("bin/java"))) {
                        return Optional.of(at(home));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The one in this folder. */
    static Jvm at(Path home) {
        Properties release = new Properties();
        try (var reader = Files.newBufferedReader(home.resolve("release"))) {
            release.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(home + " is not a JDK", e);
        }
        String version = release.getProperty("JAVA_VERSION").replace("\"", "");
        String vendor = release.getProperty("IMPLEMENTOR", "").replace("\"", "");
        return new Jvm(home, Integer.parseInt(version.split("\\.")[0]), (vendor + " " + version).trim());
    }

    Path java() {
        return home.resolve("bin/java");
    }

    /** The options of the image, as far as this version knows them; the heap as a number instead of a share. */
    List<String> imageFlags(int heapMiB) throws IOException {
        List<String> flags = new ArrayList<>(List.of("-Xmx" + heapMiB + "m"));
        Files.readAllLines(Path.of("src", "image", "java.options")).stream()
                .filter(line -> line.startsWith("-") && !line.startsWith("-XX:MaxRAMPercentage"))
                .filter(option -> feature >= 25
                        || !option.matches("-XX:(\\+UseCompactObjectHeaders|TrimNativeHeapInterval|"
                                + "CompileCommand=memlimit).*|--sun.*"))
                .forEach(flags::add);
        if (feature >= 25) {
            flags.add("--enable-native-access=ALL-UNNAMED");
        }
        return flags;
    }
}
