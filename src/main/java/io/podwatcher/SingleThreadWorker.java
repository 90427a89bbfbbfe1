package io.podwatcher;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;

/**
 * For worker verticles that do a little every few seconds: the common pool would start one more thread each time, up to
 * twenty.
 */
final class SingleThreadWorker {

    private SingleThreadWorker() {}

    static DeploymentOptions named(String name) {
        return new DeploymentOptions()
                .setThreadingModel(ThreadingModel.WORKER)
                .setWorkerPoolName(name)
                .setWorkerPoolSize(1);
    }
}
