package io.podwatcher.replicas;

import java.io.IOException;

class NginxRestartsIT extends Restarts {

    @Override
    int proxy(Replicas replicas, Replica... instances) throws IOException {
        return replicas.nginx(instances);
    }
}
