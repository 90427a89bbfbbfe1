package io.podwatcher.bench;

import io.podwatcher.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks up as fast as the server answers, from a process of its own.
 *
 * @param name what it is
 * @param command how to start it; {@link #run} adds where to, with how many connections and for how long
 */
record Load(String name, List<String> command) {

    /**
     * What one run has counted.
     *
     * @param requests that were answered with 200
     * @param seconds how long it took
     */
    record Counted(long requests, double seconds) {}

    /** wrk where it is installed, which takes the least from the server; otherwise a client of our own. */
    static Load choose(Jvm jvm, Path folder) throws IOException {
        if (Command.exists("sh", "-c", "command -v wrk")) {
            Path script = Resources.copy("lookups.lua", folder);
            return new Load("wrk", List.of("sh", "-c", WRK, script.toString()));
        }
        return new Load(
                "Vert.x client",
                List.of(
                        jvm.java().toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ClosedLoop.class.getName()));
    }

    /** wrk's own options in the order of {@link #run}'s: port, connections, seconds, file. $0 is the script. */
    private static final String WRK =
            "exec wrk --threads 1 --connections \"$2\" --duration \"$3\"s --timeout 10s --script \"$0\""
                    + " \"http://127.0.0.1:$1\" -- \"$4\"";

    /**
     * Runs once.
     *
     * @param questions a file of what to ask in turn, as {@link Questions} writes it
     */
    Counted run(int port, int connections, Duration duration, Path questions) {
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(List.of(
                Integer.toString(port),
                Integer.toString(connections),
                Long.toString(duration.toSeconds()),
                questions.toString()));
        String output = Command.output(arguments);
        String[] counts = output.lines()
                .filter(line -> line.startsWith("counted "))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " has not counted: " + output))
                .split(" ");
        long requests = Long.parseLong(counts[1]);
        long errors = Long.parseLong(counts[2]);
        if (errors > 0 || requests == 0) {
            throw new IllegalStateException(errors + " of " + requests + " lookups failed: " + output);
        }
        return new Counted(requests, Long.parseLong(counts[3]) / 1e6);
    }
}
