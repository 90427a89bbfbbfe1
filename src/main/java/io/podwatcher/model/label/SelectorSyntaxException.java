package io.podwatcher.model.label;

/** A selector is malformed; the message says why and at which character, counted from 1. */
public final class SelectorSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    SelectorSyntaxException(String problem, int index) {
        super(problem + " at character " + (index + 1));
    }
}
