package io.podwatcher.watch;

import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.watch.api.ClusterAccess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An API server with the pods "kept" and "gone", and a watch that has listed them. */
abstract class WithKeptAndGone {

    final ApiServer apiServer = new ApiServer().start();
    WatchUnderTest watch;

    @BeforeEach
    void watch() {
        apiServer.put(ApiPod.running("default", "kept", "uid-kept", "10.0.0.1"));
        apiServer.put(ApiPod.running("default", "gone", "uid-gone", "10.0.0.2"));
        watch = new WatchUnderTest(new ClusterAccess(apiServer.config(), "test"));
        await().until(() -> watch.cache.lists() == 1 && apiServer.openWatches() == 1);
    }

    @AfterEach
    void close() {
        watch.close();
        apiServer.close();
    }
}
