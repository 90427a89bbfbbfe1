package io.podwatcher.bench.memory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Questions to another JVM, by the jcmd of a JDK.
 *
 * @param java the home of that JDK
 * @param pid whom to ask
 */
record Jcmd(Path java, long pid) {

    /** What it says. */
    String ask(String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of(java.resolve("bin/jcmd").toString(), Long.toString(pid)));
        words.addAll(List.of(command));
        Process jcmd = new ProcessBuilder(words).redirectErrorStream(true).start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
