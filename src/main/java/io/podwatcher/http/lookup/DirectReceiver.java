package io.podwatcher.http.lookup;

import io.podwatcher.http.connection.direct.DirectRequest;

/** Receives the answers for one direct request, and leaves it to Vert.x if there are none. On the event loop. */
public abstract class DirectReceiver implements LookupBatcher.Receiver {

    protected final DirectRequest request;

    protected DirectReceiver(DirectRequest request) {
        this.request = request;
    }

    @Override
    public final void overloaded() {
        request.passOn();
    }

    @Override
    public final void failed() {
        request.passOn();
    }
}
