package io.podwatcher.bench;

import java.util.List;
import java.util.Optional;

/**
 * One row of the report.
 *
 * @param group which of the questions it belongs to
 * @param name what was measured
 * @param unit of the value
 * @param value the median of the rounds
 * @param min the least of them
 * @param max the most
 * @param rounds how many there were
 * @param budget what the value must not pass, where one is set
 */
record Figure(
        String group,
        String name,
        String unit,
        double value,
        double min,
        double max,
        int rounds,
        Optional<Budget> budget) {

    /**
     * A limit that the design sets.
     *
     * @param limit the value
     * @param side on which side of it a good value is
     */
    record Budget(double limit, Side side) {

        enum Side {
            AT_MOST,
            AT_LEAST
        }

        static Budget atMost(double limit) {
            return new Budget(limit, Side.AT_MOST);
        }

        static Budget atLeast(double limit) {
            return new Budget(limit, Side.AT_LEAST);
        }

        boolean isMetBy(double value) {
            return side == Side.AT_MOST ? value <= limit : value >= limit;
        }

        String text() {
            return (side == Side.AT_MOST ? "<= " : ">= ") + Numbers.text(limit);
        }
    }

    /** The median of some rounds, without a budget. */
    static Figure of(String group, String name, String unit, List<Double> rounds) {
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException(name + " was not measured");
        }
        List<Double> sorted = rounds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Figure(
                group,
                name,
                unit,
                median,
                sorted.get(0),
                sorted.get(sorted.size() - 1),
                sorted.size(),
                Optional.empty());
    }

    Figure within(Budget limit) {
        return new Figure(group, name, unit, value, min, max, rounds, Optional.of(limit));
    }

    /** Whether it is inside its budget; true where none is set. */
    boolean isMet() {
        return budget.map(limit -> limit.isMetBy(value)).orElse(true);
    }
}
