package io.podwatcher.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** Files of the benchmark that other programs read. */
final class Resources {

    private Resources() {}

    static Path copy(String name, Path folder) throws IOException {
        Path copy = folder.resolve(name);
        try (InputStream in = Resources.class.getResourceAsStream("/bench/" + name)) {
            Files.copy(Objects.requireNonNull(in, name), copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return copy;
    }
}
