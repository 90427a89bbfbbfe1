package io.podwatcher.http.forwardauth.question;

import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.fission.RoutesChanged;
import io.podwatcher.messages.fission.RoutesState;
import io.vertx.core.eventbus.EventBus;
import java.util.Optional;

/** The routes of Fission's router, as they were published last. On the event loop of one HTTP verticle. */
public final class FissionRoutes {

    private RoutesState state = new RoutesState.Listing(Optional.empty());

    private FissionRoutes() {}

    /** The routes that are published from now on; none are known at first. Called on the verticle's event loop. */
    public static FissionRoutes overBus(EventBus bus) {
        FissionRoutes routes = new FissionRoutes();
        bus.<RoutesChanged>localConsumer(
                BusAddresses.ROUTES, message -> routes.state = message.body().state());
        return routes;
    }

    public RoutesState state() {
        return state;
    }
}
