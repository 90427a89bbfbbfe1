package io.podwatcher.model;

import java.util.Arrays;
import java.util.List;

/**
 * A pattern in which {@code *} stands for any characters, also none, and everything else for itself. Immutable; any
 * thread.
 *
 * <p>Each literal is taken at the first place where it fits, and never at another one: if the rest matches behind a
 * later place, it matches behind the first one too. A regular expression would try all places of all literals.
 *
 * @param literals what stands before, between and behind the asterisks; at least one, any of them may be empty
 */
public record Glob(List<String> literals) {

    /** Reads a pattern; every text is one. */
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
