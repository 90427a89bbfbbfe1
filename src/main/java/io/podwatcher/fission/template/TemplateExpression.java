package io.podwatcher.fission.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the expression of a variable, {@code [a-z]+} in {@code {name:[a-z]+}}, and decides what can be said of it. The
 * router pastes it into a group as it is, so one parenthesis too many ends the group (template.go compilePattern).
 * Used once, by one thread.
 */
final class TemplateExpression {

    /** What is known of an expression. */
    enum Form {
        /** Go and RE2/J read it alike. */
        SUPPORTED,
        /** It stays within its group, but what it matches is not known, nor whether it is valid. */
        UNSUPPORTED,
        /** It may end its group, and with that whatever the template says before and after it. */
        UNBOUNDED
    }

    /** With a leading zero the braces would be literal. */
    private static final Pattern COUNT = Pattern.compile("\\{(0|[1-9]\\d{0,2})(,(0|[1-9]\\d{0,2})?)?\\}");

    private static final int MAX_COUNT = 100;
    private static final Pattern NAMED_CLASS = Pattern.compile("\\[:\\^?[a-z]+:]");

    private final String text;
    private int at;
    private int depth;

    /** Whether the last thing read is one character or class, which is all that may be counted. */
    private boolean countable;

    private Form form = Form.SUPPORTED;
    private boolean captures;

    private TemplateExpression(String text) {
        this.text = text;
    }

    static TemplateExpression parse(String text) {
        TemplateExpression expression = new TemplateExpression(text);
        expression.read();
        return expression;
    }

    Form form() {
        return form;
    }

    /** Whether it has a capturing group. */
    boolean captures() {
        return captures;
    }

    private void read() {
        while (at < text.length() && form != Form.UNBOUNDED) {
            char c = text.charAt(at++);
            switch (c) {
                case '\\' -> escape();
                case '[' -> characterClass();
                case '(' -> open();
                case ')' -> close();
                case '|', '*', '+', '?' -> countable = false; // RE2/J refuses to repeat nothing, or twice, as Go does
                case '{' -> count();
                default -> character(c);
            }
        }
        if (depth > 0) {
            form = Form.UNBOUNDED;
        }
    }

    private void character(char c) {
        countable = true;
        if (c < ' ' || c > '~' || c == '^' || c == '$') {
            unsupported();
        }
    }

    private void escape() {
        countable = true;
        if (at == text.length() || text.charAt(at) == 'Q') {
            // What follows the variable is escaped too, first of all the end of its group.
            form = Form.UNBOUNDED;
            return;
        }
        char c = text.charAt(at++);
        boolean letterOrDigit = Character.isLetterOrDigit(c);
        if (c < ' ' || c > '~' || letterOrDigit && "dDsSwW".indexOf(c) < 0) {
            unsupported();
        }
    }

    /** From after the bracket to after its end: within, parentheses are literal. */
    private void characterClass() {
        at += text.startsWith("^", at) ? 1 : 0;
        if (text.startsWith("]", at)) {
            at++; // literal where it comes first
            unsupported();
        }
        while (at < text.length() && form != Form.UNBOUNDED) {
            char c = text.charAt(at++);
            if (c == ']') {
                countable = true;
                return;
            } else if (c == '[') {
                Matcher named = NAMED_CLASS.matcher(text).region(at - 1, text.length());
                at = named.lookingAt() ? named.end() : at;
                unsupported();
            } else if (c == '\\') {
                escape();
            } else if (c < ' ' || c > '~') {
                unsupported();
            }
        }
        form = Form.UNBOUNDED;
    }

    private void open() {
        depth++;
        countable = false;
        if (text.startsWith("?:", at)) {
            at += 2;
        } else if (text.startsWith("?", at)) {
            at++;
            unsupported();
        } else {
            captures = true;
        }
    }

    private void close() {
        depth--;
        countable = false;
        if (depth < 0) {
            form = Form.UNBOUNDED;
        }
    }

    /** Only of one character or class: nested counts would multiply the size of the program. */
    private void count() {
        Matcher count = COUNT.matcher(text).region(at - 1, text.length());
        if (!countable || !count.lookingAt()) {
            unsupported();
            return;
        }
        int least = Integer.parseInt(count.group(1));
        int most = count.group(3) == null ? least : Integer.parseInt(count.group(3));
        if (least > most || most > MAX_COUNT) {
            unsupported();
        }
        at = count.end();
        countable = false;
    }

    private void unsupported() {
        if (form == Form.SUPPORTED) {
            form = Form.UNSUPPORTED;
        }
    }
}
