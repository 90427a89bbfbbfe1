package io.podwatcher.bench;

import io.podwatcher.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where figures come from: without it nobody can compare them.
 *
 * @param machine processor, cores, memory and kernel
 * @param jvm the JVM of the servers
 * @param commit of the code; marked when the work tree differed from it
 * @param load what drove the load
 */
record Origin(String machine, String jvm, String commit, String load) {

    static Origin here(Jvm jvm, Load load) throws IOException {
        return new Origin(thisMachine(), jvm.name(), thisCommit(), load.name());
    }

    private static String thisMachine() throws IOException {
        String processor = first(Path.of("/proc/cpuinfo"), "model name").orElse(System.getProperty("os.arch"));
        long kilobytes = Long.parseLong(
                first(Path.of("/proc/meminfo"), "MemTotal").orElseThrow().split(" ")[0]);
        return processor + ", " + Runtime.getRuntime().availableProcessors() + " cores, " + kilobytes / 1024 / 1024
                + " GiB, " + System.getProperty("os.name") + " " + System.getProperty("os.version");
    }

    private static Optional<String> first(Path file, String key) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst();
        }
    }

    private static String thisCommit() {
        if (!Command.exists("git", "rev-parse", "HEAD")) {
            return "unknown";
        }
        String commit = Command.output(List.of("git", "rev-parse", "--short=12", "HEAD"))
                .trim();
        boolean clean = Command.output(List.of("git", "status", "--porcelain")).isBlank();
        return clean ? commit : commit + " with changes";
    }
}
