package io.podwatcher.fission.template;

import com.google.re2j.Pattern;
import java.util.Optional;

/**
 * Parses one template, as 1.27 does (template.go compilePattern) and as 1.26 does (gorilla/mux regexp.go
 * newRouteRegexp). Used once, by one thread.
 */
final class PathTemplateParser {

    private static final java.util.regex.Pattern NAME = java.util.regex.Pattern.compile("[A-Za-z0-9_]+");

    /** A variable without an expression is one segment. */
    private static final String SEGMENT = "[^/]+";

    private static final int MAX_LENGTH = 512;

    private final String text;
    private final Programs programs;
    private final StringBuilder expression = new StringBuilder();
    private Certainty best = Certainty.YES;
    private TemplateExpression.Form form = TemplateExpression.Form.SUPPORTED;

    private PathTemplateParser(String text, Programs programs) {
        this.text = text;
        this.programs = programs;
    }

    /**
     * Parses a template.
     *
     * @param text the template, which has a variable
     * @param programs compiles its expression
     */
    static PathTemplate parse(String text, Programs programs) {
        return new PathTemplateParser(text, programs).parse();
    }

    private PathTemplate parse() {
        int head = text.indexOf('{');
        checkBraces(text.substring(0, head));
        int at = head;
        for (int open = head; open >= 0; open = text.indexOf('{', at)) {
            literal(text.substring(at, open));
            int close = closing(open);
            if (close < 0 || !variable(text.substring(open + 1, close))) {
                return PathTemplate.INVALID;
            }
            at = close + 1;
        }
        literal(text.substring(at));
        if (!text.startsWith("/")) {
            best = Certainty.MAYBE; // 1.26 refuses it (gorilla/mux route.go addRegexpMatcher)
        }
        return template(head);
    }

    private void literal(String literal) {
        expression.append(Pattern.quote(literal));
        checkBraces(literal);
    }

    private void checkBraces(String literal) {
        if (literal.indexOf('}') >= 0) {
            best = Certainty.MAYBE; // literal for 1.27, an error for 1.26 (gorilla/mux regexp.go braceIndices)
        }
    }

    /** The brace that closes this one, or -1. Braces are counted wherever they stand, also in a class or escaped. */
    private int closing(int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** Returns whether any router accepts it. */
    private boolean variable(String variable) {
        int colon = variable.indexOf(':');
        String name = colon < 0 ? variable : variable.substring(0, colon);
        String own = colon < 0 ? SEGMENT : variable.substring(colon + 1);
        TemplateExpression read = TemplateExpression.parse(own);
        worsen(read.form());
        // 1.27 writes (?P<name>, where the first > ends the name.
        if (name.indexOf('>') >= 0) {
            worsen(TemplateExpression.Form.UNBOUNDED);
        }
        // 1.27 needs a name that Go takes for a group's; 1.26 refuses an empty expression and capturing groups.
        if (!NAME.matcher(name).matches() || own.isEmpty() || read.captures()) {
            best = Certainty.MAYBE;
        }
        expression.append("(?:").append(own).append(')');
        return !name.isEmpty();
    }

    private void worsen(TemplateExpression.Form other) {
        form = form.compareTo(other) < 0 ? other : form;
    }

    private PathTemplate template(int head) {
        if (form == TemplateExpression.Form.UNBOUNDED) {
            return PathTemplate.UNBOUNDED;
        }
        boolean readAlike = form == TemplateExpression.Form.SUPPORTED && text.length() <= MAX_LENGTH;
        Optional<Pattern> rest = readAlike ? programs.get(expression.toString()) : Optional.empty();
        return new PathTemplate(text, head, rest, rest.isPresent() ? best : Certainty.MAYBE);
    }
}
