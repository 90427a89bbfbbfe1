package io.podwatcher.attack.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The results of one kind of question. On the event loop of the probe. */
final class Tally {

    private final List<Long> nanos = new ArrayList<>();
    private final Map<String, Integer> failures = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    void right(long nanosSinceDue) {
        nanos.add(nanosSinceDue);
    }

    void failed(String how) {
        failures.merge(how, 1, Integer::sum);
    }

    void wrong(String what) {
        wrong.add(what);
    }

    Figures figures() {
        List<Long> sorted = nanos.stream().sorted().toList();
        return new Figures(
                sorted.size(),
                millis(sorted, 0.5),
                millis(sorted, 0.99),
                millis(sorted, 1),
                Map.copyOf(failures),
                List.copyOf(wrong));
    }

    private static double millis(List<Long> sorted, double share) {
        int index = Math.min(sorted.size() - 1, (int) (sorted.size() * share));
        return sorted.isEmpty() ? Double.NaN : sorted.get(index) / 1e6;
    }

    /**
     * The times are milliseconds from when a question was due, of right answers only.
     *
     * @param right how many answers were right
     * @param failures how many questions got no answer, or one without content, by what happened instead
     * @param wrong each answer that contradicts the truth
     */
    record Figures(
            int right, double median, double p99, double longest, Map<String, Integer> failures, List<String> wrong) {

        @Override
        public String toString() {
            return "%d right, p50 %.1f p99 %.0f max %.0f ms%s%s"
                    .formatted(
                            right,
                            median,
                            p99,
                            longest,
                            failures.isEmpty() ? "" : ", failed " + new TreeMap<>(failures),
                            wrong.isEmpty() ? "" : ", WRONG " + wrong.size() + ": " + wrong.get(0));
        }
    }
}
