package io.podwatcher.watch.trigger;

import static io.podwatcher.watch.trigger.FissionUnderTest.BOUND;
import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.ApiServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An API server with the function and the trigger shop/cart for /cart, and functions for further triggers. */
abstract class WithFission {

    final ApiServer server = new ApiServer().start();
    FissionUnderTest fission;

    @BeforeEach
    void fill() {
        function("shop", "cart");
        function("shop", "till");
        function("news", "cart");
        function("news", "front");
        trigger("shop", "cart", "/cart");
    }

    @AfterEach
    void close() {
        if (fission != null) {
            fission.close();
        }
        server.close();
    }

    /** Starts the verticle; waits until it knows the routes and watches both kinds. */
    void watch() {
        fission = new FissionUnderTest(server);
        fission.awaitTarget("/cart", "shop/cart");
        await().atMost(BOUND)
                .until(() -> server.triggers().openWatches() == 1
                        && server.functions().openWatches() == 1);
    }

    void trigger(String namespace, String name, String path) {
        server.triggers().put(namespace, name, FissionUnderTest.trigger(namespace, name, path));
    }

    void function(String namespace, String name) {
        server.functions().put(namespace, name, FissionUnderTest.function(namespace, name));
    }
}
