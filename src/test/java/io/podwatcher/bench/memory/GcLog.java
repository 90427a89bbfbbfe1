package io.podwatcher.bench.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pauses that a JVM made to collect garbage, out of its {@code -Xlog:gc}.
 *
 * @param pauses how many
 * @param full how many of them looked at the whole heap
 * @param longestMillis the longest
 * @param totalMillis all together
 */
record GcLog(int pauses, int full, double longestMillis, double totalMillis) {

    private static final Pattern PAUSE = Pattern.compile("Pause (\\w+).* ([0-9.]+)ms");

    static GcLog read(Path file) throws IOException {
        int pauses = 0;
        int full = 0;
        double longest = 0;
        double total = 0;
        for (String line : Files.readAllLines(file)) {
            Matcher pause = PAUSE.matcher(line);
            if (pause.find()) {
                double millis = Double.parseDouble(pause.group(2));
                pauses++;
                full += pause.group(1).equals("Full") ? 1 : 0;
                longest = Math.max(longest, millis);
                total += millis;
            }
        }
        return new GcLog(pauses, full, longest, total);
    }
}
