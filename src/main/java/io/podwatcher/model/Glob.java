package io.podwatcher.model;

import java.util.Arrays;
import java.util.List;

/**
 * A pattern in which {@code *} stands for any number of characters and everything else for itself. Immutable; any
 * thread.
 *
 * <p>Matches in linear time: each literal is matched at its first occurrence only, because if the rest matches after a
 * later occurrence, it also matches after the first. A regular expression would backtrack.
 *
 * @param literals the texts before, between and after the asterisks; at least one, each may be empty
 */
public record Glob(List<String> literals) {

    /** Parses a pattern; every text is valid. */
    public static Glob parse(String pattern) {
        return new Glob(Arrays.asList(pattern.split("\\*", -1)));
    }

    /** Whether the pattern matches the whole text. */
    public boolean matches(String text) {
        String first = literals.get(0);
        if (literals.size() == 1) {
            return text.equals(first);
        }
        String last = literals.get(literals.size() - 1);
        int end = text.length() - last.length();
        if (!text.startsWith(first) || !text.endsWith(last)) {
            return false;
        }
        int position = first.length();
        for (String literal : literals.subList(1, literals.size() - 1)) {
            int found = text.indexOf(literal, position);
            if (found < 0) {
                return false;
            }
            position = found + literal.length();
        }
        return position <= end;
    }
}
