package io.podwatcher.http.connection.transport;

import io.vertx.core.spi.transport.Transport;
import java.util.function.UnaryOperator;

/** The native transport of this system, or else the JDK's, adapted. Immutable; any thread. */
public final class AdaptedTransport implements io.vertx.core.transport.Transport {

    private final io.vertx.core.transport.Transport original;
    private final Transport adapted;

    private AdaptedTransport(io.vertx.core.transport.Transport original, Transport adapted) {
        this.original = original;
        this.adapted = adapted;
    }

    /**
     * Adapts the transport of this system.
     *
     * @param adaption makes the adapted transport out of the original one
     */
    public static AdaptedTransport of(UnaryOperator<Transport> adaption) {
        io.vertx.core.transport.Transport fast = io.vertx.core.transport.Transport.nativeTransport();
        io.vertx.core.transport.Transport original =
                fast != null && fast.available() ? fast : io.vertx.core.transport.Transport.NIO;
        return new AdaptedTransport(original, adaption.apply(original.implementation()));
    }

    @Override
    public String name() {
        return original.name();
    }

    @Override
    public boolean available() {
        return original.available();
    }

    @Override
    public Throwable unavailabilityCause() {
        return original.unavailabilityCause();
    }

    @Override
    public Transport implementation() {
        return adapted;
    }

    /** For the log. */
    @Override
    public String toString() {
        return original == io.vertx.core.transport.Transport.NIO ? "JDK" : "native (" + original.name() + ")";
    }
}
