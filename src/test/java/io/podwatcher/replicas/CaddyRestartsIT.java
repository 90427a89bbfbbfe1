package io.podwatcher.replicas;

import java.io.IOException;

class CaddyRestartsIT extends Restarts {

    @Override
    int proxy(Replicas replicas, Replica... instances) throws IOException {
        return replicas.caddy("""
                health_uri /ready
                health_interval 250ms
                fail_duration 1s
                lb_try_duration 10s
                lb_try_interval 20ms
                """, instances);
    }
}
