package io.podwatcher.openapi;

import io.podwatcher.http.RawHttp;

/** A request to the service and its response. */
record Exchange(Question question, RawHttp.Response answer) {

    @Override
    public String toString() {
        return question + " -> " + answer.status();
    }
}
