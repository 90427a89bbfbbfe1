package io.podwatcher.bench;

import org.HdrHistogram.Histogram;

/**
 * What a process that has measured times tells the benchmark, in microseconds.
 *
 * @param count how many there were
 */
record Latencies(long count, double p50, double p99, double p999, double most) {

    private static final String MARK = "latencies ";

    /** One line that {@link #read} reads; the histogram is of nanoseconds. */
    static String text(Histogram histogram) {
        return MARK + histogram.getTotalCount()
                + " " + histogram.getValueAtPercentile(50) / 1e3
                + " " + histogram.getValueAtPercentile(99) / 1e3
                + " " + histogram.getValueAtPercentile(99.9) / 1e3
                + " " + histogram.getMaxValue() / 1e3;
    }

    static Latencies read(String output) {
        String[] numbers = output.lines()
                .filter(line -> line.startsWith(MARK))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No latencies: " + output))
                .substring(MARK.length())
                .split(" ");
        return new Latencies(
                Long.parseLong(numbers[0]),
                Double.parseDouble(numbers[1]),
                Double.parseDouble(numbers[2]),
                Double.parseDouble(numbers[3]),
                Double.parseDouble(numbers[4]));
    }
}
