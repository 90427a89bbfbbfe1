package io.podwatcher.fission.template;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The compiled expressions of the templates of one table. Equal expressions share a program, because a program takes
 * some 60 bytes for each instruction. On the thread that makes the table.
 */
public final class Programs {

    /** Of one expression. */
    private static final int MAX_PROGRAM = 1000;

    /** From here on no more are compiled: some 6 MB. */
    static final int MAX_INSTRUCTIONS = 100_000;

    private final Map<String, Optional<Pattern>> before;
    private final Map<String, Optional<Pattern>> compiled = new HashMap<>();
    private int instructions;

    /**
     * @param before {@link #compiled} of the table before, which are not compiled again; empty if there is none
     */
    public Programs(Map<String, Optional<Pattern>> before) {
        this.before = before;
    }

    /**
     * All that have been asked for, by their expressions; empty for expressions without a program. Not a copy: complete
     * when all templates of the table are parsed.
     */
    public Map<String, Optional<Pattern>> compiled() {
        return compiled;
    }

    /** The program of an expression; empty if it is not valid, too large, or if there is no room for more programs. */
    Optional<Pattern> get(String expression) {
        Optional<Pattern> known = compiled.getOrDefault(expression, Optional.empty());
        if (known.isPresent() || compiled.containsKey(expression) || instructions >= MAX_INSTRUCTIONS) {
            return known;
        }
        Optional<Pattern> program = before.containsKey(expression) ? before.get(expression) : compile(expression);
        compiled.put(expression, program);
        instructions += program.map(Pattern::programSize).orElse(0);
        return program;
    }

    private static Optional<Pattern> compile(String expression) {
        try {
            return Optional.of(Pattern.compile(expression)).filter(program -> program.programSize() <= MAX_PROGRAM);
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }
}
