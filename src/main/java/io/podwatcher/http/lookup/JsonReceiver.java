package io.podwatcher.http.lookup;

import io.podwatcher.http.exchange.InternalErrors;
import io.podwatcher.http.exchange.JsonReplies;
import io.vertx.core.http.HttpServerResponse;

/** Receives the answers for one request, and replies in JSON if there are none. On the event loop of its verticle. */
public abstract class JsonReceiver implements LookupBatcher.Receiver {

    /** The response of the request. */
    protected final HttpServerResponse response;

    protected JsonReceiver(HttpServerResponse response) {
        this.response = response;
    }

    @Override
    public void overloaded() {
        JsonReplies.overloaded(response);
    }

    @Override
    public final void failed() {
        InternalErrors.answer(response);
    }
}
