package io.podwatcher.bench.memory;

import io.podwatcher.process.Installation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands to another JVM, by jcmd.
 *
 * @param pid the process of that JVM
 */
record Jcmd(long pid) {

    /** Returns its output. */
    String ask(String... command) throws IOException {
        List<String> words =
                new ArrayList<>(List.of(Installation.jdk().resolve("bin/jcmd").toString(), Long.toString(pid)));
        words.addAll(List.of(command));
        Process jcmd = new ProcessBuilder(words).redirectErrorStream(true).start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
