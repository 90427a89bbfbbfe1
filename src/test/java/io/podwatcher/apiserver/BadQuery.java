package io.podwatcher.apiserver;

/** A request is malformed; the message goes into the Status of a 400. */
final class BadQuery extends Exception {

    private static final long serialVersionUID = 1L;

    BadQuery(String message) {
        super(message);
    }
}
