package io.podwatcher.bench;

import io.podwatcher.Command;
import io.podwatcher.image.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The image's files with their AOT cache, made by the steps of the Dockerfile when they are first needed. */
final class Image {

    private final Path folder;
    private boolean isMade;

    /**
     * @param folder for the benchmark's files
     */
    Image(Path folder) {
        this.folder = folder.resolve("image").toAbsolutePath();
    }

    /** Its folder, laid out like /app. Needs a JDK 25, as {@link Jvm#ofImage()} finds one. */
    Path folder() throws IOException {
        if (!isMade) {
            Progress.report("making the image");
            Command.output(List.of("src/image/jlink.sh", "target", folder.toString()));
            train();
            isMade = true;
        }
        return folder;
    }

    private void train() throws IOException {
        try {
            Training.train(folder);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its JVM. */
    Jvm jvm() throws IOException {
        return Jvm.at(folder().resolve("java"));
    }

    /** The program: the cache is for this file only. */
    Path jar() throws IOException {
        return folder().resolve("pod-watcher.jar");
    }

    /** What it is started with: a cache is rejected if an option about modules differs from its training. */
    List<String> options(int heapMiB) throws IOException {
        return List.of(
                "-XX:AOTCache=" + folder().resolve("pod-watcher.aot"),
                "@" + folder().resolve("java.options"),
                "-Xmx" + heapMiB + "m");
    }
}
