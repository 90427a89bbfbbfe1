package io.podwatcher.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** The samples of one run, their growth, and the report of them. Immutable. */
record SoakReport(Duration each, List<Sample> samples) {

    /**
     * How much more the middle sample of the last third has than that of the second; the first third is for warming up.
     */
    long growth(ToLongFunction<Sample> figure) {
        int third = samples.size() / 3;
        return median(samples.subList(samples.size() - third, samples.size()), figure)
                - median(samples.subList(samples.size() - 2 * third, samples.size() - third), figure);
    }

    private static long median(List<Sample> samples, ToLongFunction<Sample> figure) {
        long[] sorted = samples.stream().mapToLong(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** All errors, counted. */
    Map<String, Integer> errors() {
        Map<String, Integer> errors = new TreeMap<>();
        samples.forEach(
                sample -> sample.load().errors().forEach((what, times) -> errors.merge(what, times, Integer::sum)));
        return errors;
    }

    void write(Path file, String what) throws IOException {
        StringBuilder text = new StringBuilder("# Soak\n\n" + what + "\n\n"
                + "| after | RSS MiB | live heap MiB | threads | files | "
                + "lookups | p99 ms | longest ms | errors | load |\n"
                + "|---|---|---|---|---|---|---|---|---|---|\n");
        Duration after = Duration.ZERO;
        for (Sample sample : samples) {
            after = after.plus(each);
            text.append(String.format(
                    Locale.ROOT,
                    "| %d:%02d | %.1f | %.2f | %d | %d | %d | %.1f | %.0f | %d | %.1f |%n",
                    after.toMinutes(),
                    after.toSecondsPart(),
                    sample.resident() / 1048576.0,
                    sample.heap() / 1048576.0,
                    sample.threads(),
                    sample.files(),
                    sample.load().answers(),
                    sample.load().p99Millis(),
                    sample.load().longestMillis(),
                    sample.load().errors().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum(),
                    sample.machineLoad()));
        }
        text.append(String.format(
                Locale.ROOT,
                "%nThe last third against the second, by medians: "
                        + "RSS %+.1f MiB, live heap %+.2f MiB, threads %+d, files %+d."
                        + " Errors: %s%n",
                growth(Sample::resident) / 1048576.0,
                growth(Sample::heap) / 1048576.0,
                growth(Sample::threads),
                growth(Sample::files),
                errors()));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.toString());
    }
}
