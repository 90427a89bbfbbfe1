package io.podwatcher.integration.service;

import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The whole service before a mock cluster that it watches, for each test. */
public abstract class WithMockCluster {

    public MockCluster cluster;
    public RunningService service;

    @BeforeEach
    void start() throws Exception {
        cluster = MockCluster.start();
        service = RunningService.start(cluster.access());
        await().until(() -> service.status("/ready") == 200 && cluster.watches() == 1);
    }

    @AfterEach
    void stop() {
        service.close();
        cluster.close();
    }
}
