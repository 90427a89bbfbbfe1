package io.podwatcher.openapi;

import io.podwatcher.http.RawHttp;

/** What was asked of the service, and what it answered. */
record Exchange(Question question, RawHttp.Response answer) {

    @Override
    public String toString() {
        return question + " -> " + answer.status();
    }
}
