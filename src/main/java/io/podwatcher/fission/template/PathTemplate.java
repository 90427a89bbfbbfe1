package io.podwatcher.fission.template;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Optional;

/**
 * A path with variables, {@code /a/{name}} or {@code /a/{name:expression}}. Matches in time proportional to the path,
 * by RE2/J, a port of the library that the router uses: a backtracking one could be stalled by an expression.
 * Immutable; any thread.
 *
 * @param text as written
 * @param head the length of its start before the first variable, which each matching path has, too
 * @param rest what follows, as an expression; empty if we may read it differently from the router
 * @param best what a match is worth: {@link Certainty#MAYBE} if possible routers read the template differently, {@link
 *     Certainty#NO} if none accepts it
 */
public record PathTemplate(String text, int head, Optional<Pattern> rest, Certainty best) {

    /** A route of no router. */
    static final PathTemplate INVALID = new PathTemplate("", 0, Optional.empty(), Certainty.NO);

    /** Its groups are not closed where its variables end, so nothing bounds what it matches. */
    static final PathTemplate UNBOUNDED = new PathTemplate("", 0, Optional.empty(), Certainty.MAYBE);

    /** A path that is read as {@link #UNBOUNDED}. */
    public static final String ANY = "{>}";

    /** Whether the router takes this path for a template; others are compared as they are. */
    public static boolean isTemplate(String text) {
        return text.indexOf('{') >= 0;
    }

    /**
     * Parses a template. One that no router accepts matches nothing.
     *
     * @param text the template, which has a variable: {@link #isTemplate} holds
     * @param programs compiles its expression
     */
    public static PathTemplate parse(String text, Programs programs) {
        return PathTemplateParser.parse(text, programs);
    }

    /** Cheap, and true of all that match. */
    public boolean mayMatch(String path) {
        return best != Certainty.NO && path.regionMatches(0, text, 0, head);
    }

    /**
     * Whether it matches the path.
     *
     * @param whole the whole path, or any start of it
     * @param limit where it does not allow the steps that this takes, the template may match
     */
    public Certainty matches(String path, boolean whole, StepLimit limit) {
        if (!mayMatch(path)) {
            return Certainty.NO;
        }
        if (rest.isEmpty()) {
            return best;
        }
        String variable = path.substring(head);
        if (!limit.take((variable.length() + 1L) * rest.get().programSize())) {
            return Certainty.MAYBE;
        }
        Matcher matcher = rest.get().matcher(variable);
        return (whole ? matcher.matches() : matcher.lookingAt()) ? best : Certainty.NO;
    }
}
