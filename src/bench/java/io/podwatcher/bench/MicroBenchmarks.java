package io.podwatcher.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The pieces that are plain code, each by itself (JMH): how they change says more than how large they are. */
final class MicroBenchmarks {

    private static final String GROUP = "Pieces by themselves (JMH)";

    private final Plan plan;
    private final Path folder;

    MicroBenchmarks(Plan plan, Path folder) {
        this.plan = plan;
        this.folder = folder;
    }

    List<Figure> measure() throws RunnerException {
        Progress.report("micro-benchmarks; their output is in " + folder.resolve("jmh.log"));
        Options options = new OptionsBuilder()
                .include("io\\.podwatcher\\..*Benchmark\\.")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .jvmArgs("-XX:+UseSerialGC", "-Xmx1g")
                .warmupIterations(3)
                .warmupTime(TimeValue.milliseconds(plan.jmhMillis()))
                .measurementIterations(plan.rounds())
                .measurementTime(TimeValue.milliseconds(plan.jmhMillis()))
                .output(folder.resolve("jmh.log").toString())
                .shouldFailOnError(true)
                .build();
        List<Figure> figures = new ArrayList<>();
        for (RunResult run : new Runner(options).run()) {
            Result<?> result = run.getPrimaryResult();
            figures.add(new Figure(
                    GROUP,
                    result.getLabel() + parameters(run),
                    result.getScoreUnit(),
                    result.getScore(),
                    result.getStatistics().getMin(),
                    result.getStatistics().getMax(),
                    (int) result.getStatistics().getN(),
                    Optional.empty()));
        }
        return figures;
    }

    private static String parameters(RunResult run) {
        StringBuilder text = new StringBuilder();
        for (String key : run.getParams().getParamsKeys()) {
            text.append(", ").append(run.getParams().getParam(key)).append(' ').append(key);
        }
        return text.toString();
    }
}
