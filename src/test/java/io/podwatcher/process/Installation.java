package io.podwatcher.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JVM, the options it is started with, and the program it runs.
 *
 * @param java the executable
 * @param program what names the program on its command line
 */
public record Installation(Path java, List<String> options, List<String> program) {

    private static final String JAR = "pod-watcher.jar";

    /** The built jar on the JVM of the tests; it compiles with C1 only, so that it starts sooner. */
    public static Installation ofTests() {
        return ofTests(ClassArchive.option());
    }

    /**
     * The same.
     *
     * @param archiveOption reads the archive of classes, or writes it
     */
    static Installation ofTests(String archiveOption) {
        return built(Path.of(System.getProperty("java.home")), List.of("-XX:TieredStopAtLevel=1", archiveOption));
    }

    /**
     * What the measurements run: the image in the folder IMAGE_UNDER_TEST, made by the profile "image", with its JVM
     * and AOT cache. Without that variable it is the built jar on {@link #jdk()} with the options of the image.
     */
    public static Installation underTest() throws IOException {
        Optional<String> image = Optional.ofNullable(System.getenv("IMAGE_UNDER_TEST"));
        if (image.isPresent()) {
            Path folder = Path.of(image.get()).toAbsolutePath();
            return image(folder, "-XX:AOTCache=" + folder.resolve("pod-watcher.aot"));
        }
        try (Stream<String> lines = Files.lines(Path.of("src", "image", "java.options"))) {
            List<String> options = new ArrayList<>();
            // The image's JVM is newer than the oldest one that the tests run on.
            options.add("-XX:+IgnoreUnrecognizedVMOptions");
            lines.filter(line -> line.startsWith("-")).forEach(options::add);
            return built(jdk(), options);
        }
    }

    /**
     * The image in a folder that is laid out like its /app.
     *
     * @param cacheOption reads the AOT cache, or writes it
     */
    public static Installation image(Path folder, String cacheOption) {
        return new Installation(
                folder.resolve("java/bin/java"),
                List.of(cacheOption, "@" + folder.resolve("java.options")),
                jar(folder.resolve(JAR)));
    }

    /**
     * The service inside another main class, on the class path of the tests.
     *
     * @param options of the JVM
     */
    public static Installation ofMain(Class<?> main, List<String> options) {
        return new Installation(
                Path.of(System.getProperty("java.home"), "bin/java"),
                options,
                List.of("-cp", classPath(), main.getName()));
    }

    /** Absolute, because the process has another working directory. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> jar(Path jar) {
        return List.of("-jar", jar.toString());
    }

    /** The JDK that measurements run on, and whose jcmd inspects the process: JAVA_UNDER_TEST, or that of the tests. */
    public static Path jdk() {
        return Path.of(System.getenv().getOrDefault("JAVA_UNDER_TEST", System.getProperty("java.home")));
    }

    private static Installation built(Path jdk, List<String> options) {
        return new Installation(
                jdk.resolve("bin/java"), options, jar(Path.of("target", JAR).toAbsolutePath()));
    }

    /** The command that starts it. */
    public List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(options);
        command.addAll(program);
        return command;
    }
}
