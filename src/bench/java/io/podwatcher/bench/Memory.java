package io.podwatcher.bench;

import io.podwatcher.Command;
import io.podwatcher.bench.Figure.Budget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Syncs large clusters inside the memory of a container, and weighs what a pod retains; each run is a process of its
 * own.
 */
final class Memory {

    private static final String GROUP = "Memory, in the image's settings";
    private static final String RUNS = "io.podwatcher.bench.memory.";
    private static final int PODS_TO_WEIGH = 10_000;

    private final Jvm jvm;
    private final Jvm underTest;
    private final Optional<Path> image;
    private final Plan plan;

    /**
     * @param jvm for what measures
     * @param underTest runs the service to weigh its heap; without an image, runs it for all figures
     * @param image runs the service for its resident memory
     */
    Memory(Jvm jvm, Jvm underTest, Optional<Path> image, Plan plan) {
        this.jvm = jvm;
        this.underTest = underTest;
        this.image = image;
        this.plan = plan;
    }

    List<Figure> measure() {
        List<Figure> figures = new ArrayList<>();
        figures.addAll(sync(0, 256, Optional.of(118.0), 256));
        // The budget is 160 MB.
        figures.addAll(sync(10_000, 256, Optional.of(160e6 / (1 << 20)), 256));
        figures.addAll(sync(150_000, 768, Optional.empty(), 480));
        Progress.report("weighing pods");
        String weighed = run(List.of(), "RetainedRun", PODS_TO_WEIGH);
        figures.add(figure("retained heap per pod", "bytes", List.of(number(weighed, "heap per pod: ([0-9.]+)"))));
        figures.add(figure("of it beyond the encoded answer", "bytes", List.of(number(weighed, "beyond it: ([0-9.]+)")))
                .within(Budget.atMost(400)));
        return figures;
    }

    /**
     * @param mebibytes of the container
     * @param resident how many it may use once synced; empty for no budget
     * @param peak how many it may use at most
     */
    private List<Figure> sync(int pods, int mebibytes, Optional<Double> resident, int peak) {
        List<String> runs = new ArrayList<>();
        // The larger one takes a minute, most of it for the test server, and says the same each time.
        int rounds = pods > 100_000 ? 1 : Math.min(3, plan.rounds());
        for (int round = 0; round < rounds; round++) {
            Progress.report("syncing " + pods + " pods in " + mebibytes + " MiB");
            runs.add(run(inImage(), "MemoryRun", pods, mebibytes));
        }
        String of = String.format("%,d pods in %d MiB: ", pods, mebibytes);
        Figure ready = figure(of + "process start to synced", "s", numbers(runs, "synced: ([0-9.]+) ms", 1e-3));
        Figure synced = figure(of + "RSS once settled", "MiB", numbers(runs, "RSS once settled: ([0-9.]+)", 1));
        return List.of(
                pods == 10_000 ? ready.within(Budget.atMost(4)) : ready,
                figure(of + "peak RSS", "MiB", numbers(runs, "peak RSS: ([0-9.]+)", 1))
                        .within(Budget.atMost(peak)),
                resident.map(limit -> synced.within(Budget.atMost(limit))).orElse(synced),
                figure(of + "longest GC pause", "ms", numbers(runs, "longest ([0-9.]+) ms, all", 1)));
    }

    private List<String> inImage() {
        return image.map(folder -> List.of("IMAGE_UNDER_TEST=" + folder)).orElse(List.of());
    }

    private String run(List<String> variables, String main, int... arguments) {
        List<String> command = new ArrayList<>(List.of("env", "JAVA_UNDER_TEST=" + underTest.home()));
        command.addAll(variables);
        command.addAll(List.of(jvm.java().toString(), "-cp", System.getProperty("java.class.path"), RUNS + main));
        for (int argument : arguments) {
            command.add(Integer.toString(argument));
        }
        return Command.output(command);
    }

    private static Figure figure(String name, String unit, List<Double> rounds) {
        return Figure.of(GROUP, name, unit, rounds);
    }

    private static List<Double> numbers(List<String> outputs, String pattern, double factor) {
        return outputs.stream().map(output -> number(output, pattern) * factor).toList();
    }

    private static double number(String output, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException("No '" + pattern + "' in: " + output);
        }
        return Double.parseDouble(matcher.group(1));
    }
}
