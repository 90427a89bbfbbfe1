package io.podwatcher.watch.api;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.podwatcher.watch.lifecycle.Problem;

/** A watch was refused. It has no status code, because for some codes fabric8 would try plain HTTP instead. */
final class WatchRefused extends KubernetesClientException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    WatchRefused(Problem problem) {
        super(problem.message());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
