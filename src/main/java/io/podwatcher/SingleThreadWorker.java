package io.podwatcher;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;

/** A worker pool of one thread; in the shared pool each periodic task would start another, up to twenty. */
final class SingleThreadWorker {

    private SingleThreadWorker() {}

    static DeploymentOptions named(String name) {
        return new DeploymentOptions()
                .setThreadingModel(ThreadingModel.WORKER)
                .setWorkerPoolName(name)
                .setWorkerPoolSize(1);
    }
}
