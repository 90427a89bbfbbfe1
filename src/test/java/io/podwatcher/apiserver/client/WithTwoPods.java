package io.podwatcher.apiserver.client;

import static io.podwatcher.apiserver.pods.ApiPod.running;

import io.podwatcher.apiserver.ApiServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test server with the pods a and b, for each test. */
abstract class WithTwoPods {

    static final String PODS = "/api/v1/pods";

    final ApiServer server = new ApiServer().start();

    @BeforeEach
    void twoPods() {
        server.put(running("default", "a", "uid-a", "10.0.0.1"));
        server.put(running("default", "b", "uid-b", "10.0.0.2"));
    }

    @AfterEach
    void close() {
        server.close();
    }
}
