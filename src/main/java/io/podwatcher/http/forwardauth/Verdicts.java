package io.podwatcher.http.forwardauth;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.authorize.Denial;
import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.EnumMap;
import java.util.Map;

/**
 * Writes the answers of {@code /authorize} and counts them. All have the same headers about the caller, empty when
 * unknown, so that a proxy that copies them to its upstream overwrites any that the client has sent. On the event loop
 * of its HTTP verticle.
 */
final class Verdicts {

    private static final CharSequence NAMESPACE = HttpHeaders.createOptimized("x-source-namespace");
    private static final CharSequence POD = HttpHeaders.createOptimized("x-source-pod");
    private static final CharSequence TYPE = HttpHeaders.createOptimized("x-source-type");
    private static final CharSequence UID = HttpHeaders.createOptimized("x-source-uid");
    private static final CharSequence SERVICE_ACCOUNT = HttpHeaders.createOptimized("x-source-service-account");
    private static final CharSequence REASON = HttpHeaders.createOptimized("x-auth-reason");

    private static final CharSequence CLUSTER = HttpHeaders.createOptimized("cluster");
    private static final CharSequence EXTERNAL = HttpHeaders.createOptimized("external");
    private static final CharSequence UNKNOWN = HttpHeaders.createOptimized("");

    private final Counter allowed;
    private final Map<Denial, Counter> denied = new EnumMap<>(Denial.class);

    Verdicts(MeterRegistry registry) {
        allowed = counter(registry, "allowed", "");
        for (Denial denial : Denial.values()) {
            denied.put(denial, counter(registry, "denied", denial.code()));
        }
    }

    private static Counter counter(MeterRegistry registry, String verdict, String reason) {
        return Counter.builder("pod.watcher.authorize")
                .description("Answers of /authorize, with the reason of a denial")
                .tag("verdict", verdict)
                .tag("reason", reason)
                .register(registry);
    }

    void allowed(HttpServerResponse response, Pod caller) {
        allowed.increment();
        // If this fails, the proxy has gone; nothing is left to do.
        source(response, caller).end();
    }

    /** The caller is known and may not call. */
    void denied(HttpServerResponse response, IpAddress ip, Pod caller, Refusal refusal) {
        deny(source(response, caller), refusal.denial(), refusal.message() + ": " + ip);
    }

    /** The IP belongs to the cluster, but does not identify a pod. */
    void nameless(HttpServerResponse response, IpAddress ip, Denial denial) {
        deny(source(response, CLUSTER, "", "", "", ""), denial, message(denial, ip));
    }

    /** No pod has the IP. */
    void external(HttpServerResponse response, IpAddress ip) {
        deny(source(response, EXTERNAL, "", "", "", ""), Denial.NOT_FOUND, message(Denial.NOT_FOUND, ip));
    }

    /** Adds the IP that was taken for the caller's: needed first when a proxy is misconfigured. */
    private static String message(Denial denial, IpAddress ip) {
        return denial.message() + ": " + ip;
    }

    /** The caller is not known. */
    void unknown(HttpServerResponse response, Denial denial) {
        unknown(response, Refusal.of(denial));
    }

    /** The caller is not known. */
    void unknown(HttpServerResponse response, Refusal refusal) {
        deny(source(response, UNKNOWN, "", "", "", ""), refusal.denial(), refusal.message());
    }

    private void deny(HttpServerResponse response, Denial denial, String message) {
        denied.get(denial).increment();
        response.putHeader(REASON, denial.code());
        JsonReplies.error(response, 403, denial.code(), message);
    }

    private static HttpServerResponse source(HttpServerResponse response, Pod pod) {
        return source(response, CLUSTER, pod.namespace(), pod.name(), pod.uid(), pod.serviceAccount());
    }

    private static HttpServerResponse source(
            HttpServerResponse response,
            CharSequence type,
            String namespace,
            String pod,
            String uid,
            String serviceAccount) {
        return response.putHeader(TYPE, type)
                .putHeader(NAMESPACE, namespace)
                .putHeader(POD, pod)
                .putHeader(UID, uid)
                .putHeader(SERVICE_ACCOUNT, serviceAccount);
    }
}
