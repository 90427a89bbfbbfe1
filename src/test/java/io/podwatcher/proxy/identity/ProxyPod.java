package io.podwatcher.proxy.identity;

import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.proxy.Callers;
import io.podwatcher.proxy.Gateway;
import java.time.Duration;

/** The pod of the proxies of these tests: all of them ask from 127.0.0.1. */
final class ProxyPod {

    static final String NAMESPACE = "ingress";

    static final String IDENTITY = "serviceaccount:" + NAMESPACE + "/" + Callers.ACCOUNT;

    static final String IP = "127.0.0.1";

    private ProxyPod() {}

    /** Lets the API server have the pod, and waits until pod-watcher has it too. */
    static void add(Gateway gateway) {
        gateway.server.put(ApiPod.running(NAMESPACE, "proxy", "uid-proxy", IP));
        await().atMost(Duration.ofSeconds(30)).until(() -> gateway.service.status("/pod?ip=" + IP) == 200);
    }
}
