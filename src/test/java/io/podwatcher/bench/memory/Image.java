package io.podwatcher.bench.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Dockerfile says of how the program is started. */
final class Image {

    private static final Pattern ENTRYPOINT =
            Pattern.compile("^ENTRYPOINT \\[(.*?)]", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    private Image() {}

    /** The options of the JVM, as they are in the image. */
    static List<String> options() throws IOException {
        Matcher entrypoint = ENTRYPOINT.matcher(Files.readString(Path.of("Dockerfile")));
        if (!entrypoint.find()) {
            throw new IOException("The Dockerfile has no ENTRYPOINT in brackets");
        }
        List<String> words = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(entrypoint.group(1));
        while (quoted.find()) {
            words.add(quoted.group(1));
        }
        return words.subList(1, words.indexOf("-jar"));
    }
}
