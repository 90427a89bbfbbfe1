package io.podwatcher.model.label;

import io.podwatcher.model.label.LabelSelector.Operator;
import io.podwatcher.model.label.LabelSelector.Requirement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Parses the text of one selector from left to right, as apimachinery's labels.Parse does. Used once, by one thread.
 */
final class LabelSelectorParser {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?");
    private static final Pattern PREFIX = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
    private static final String SPECIAL = "=!,()<>";

    private final String text;
    private int at;

    LabelSelectorParser(String text) {
        this.text = text;
    }

    LabelSelector parse() throws SelectorSyntaxException {
        List<Requirement> requirements = new ArrayList<>();
        skipBlanks();
        while (at < text.length()) {
            requirements.add(requirement());
            skipBlanks();
            if (at < text.length()) {
                expect(',', "a comma or the end");
                skipBlanks();
                if (at == text.length()) {
                    throw new SelectorSyntaxException("expected another requirement after the comma", at);
                }
            }
        }
        return new LabelSelector(List.copyOf(requirements));
    }

    private Requirement requirement() throws SelectorSyntaxException {
        if (peek() == '!') {
            at++;
            skipBlanks();
            return new Requirement(key(), Operator.ABSENT, Set.of());
        }
        String key = key();
        skipBlanks();
        if (at == text.length() || peek() == ',') {
            return new Requirement(key, Operator.EXISTS, Set.of());
        }
        if (peek() == '=') {
            at++;
            if (peek() == '=') {
                at++;
            }
            return new Requirement(key, Operator.IN, Set.of(value()));
        }
        if (peek() == '!') {
            at++;
            expect('=', "'=' after '!'");
            return new Requirement(key, Operator.NOT_IN, Set.of(value()));
        }
        return setRequirement(key);
    }

    private Requirement setRequirement(String key) throws SelectorSyntaxException {
        int start = at;
        Operator operator = switch (token()) {
            case "in" -> Operator.IN;
            case "notin" -> Operator.NOT_IN;
            default -> throw new SelectorSyntaxException("expected one of = == != in notin or a comma", start);
        };
        skipBlanks();
        expect('(', "'('");
        skipBlanks();
        if (peek() == ')') {
            throw new SelectorSyntaxException("expected at least one value", at);
        }
        Set<String> values = new LinkedHashSet<>();
        values.add(value());
        while (peek() == ',') {
            at++;
            values.add(value());
        }
        expect(')', "',' or ')'");
        return new Requirement(key, operator, Set.copyOf(values));
    }

    private String key() throws SelectorSyntaxException {
        int start = at;
        String key = token();
        int slash = key.indexOf('/');
        boolean prefixValid =
                slash < 0 || PREFIX.matcher(key.substring(0, slash)).matches();
        if (!prefixValid || !NAME.matcher(key.substring(slash + 1)).matches()) {
            throw new SelectorSyntaxException(
                    key.isEmpty() ? "expected a label key" : "'" + key + "' is not a label key", start);
        }
        return key;
    }

    /** A value may be empty, as in "a=" or "a in (,b)". */
    private String value() throws SelectorSyntaxException {
        skipBlanks();
        int start = at;
        String value = token();
        if (!value.isEmpty() && !NAME.matcher(value).matches()) {
            throw new SelectorSyntaxException("'" + value + "' is not a label value", start);
        }
        skipBlanks();
        return value;
    }

    private String token() {
        int start = at;
        while (at < text.length() && SPECIAL.indexOf(text.charAt(at)) < 0 && !isBlank(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private void expect(char expected, String description) throws SelectorSyntaxException {
        if (peek() != expected) {
            throw new SelectorSyntaxException("expected " + description, at);
        }
        at++;
    }

    /** The next character; at the end NUL, which no selector may contain. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
