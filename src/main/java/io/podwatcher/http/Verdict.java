package io.podwatcher.http;

import io.podwatcher.authorize.Denial;
import io.podwatcher.pod.Pod;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/**
 * The answers of {@code /authorize}. All carry the same headers about the caller, empty when unknown: a proxy that copies
 * them to its upstream so overwrites whatever the client has sent under these names.
 */
final class Verdict {

    private static final CharSequence NAMESPACE = HttpHeaders.createOptimized("x-source-namespace");
    private static final CharSequence POD = HttpHeaders.createOptimized("x-source-pod");
    private static final CharSequence TYPE = HttpHeaders.createOptimized("x-source-type");
    private static final CharSequence UID = HttpHeaders.createOptimized("x-source-uid");
    private static final CharSequence SERVICE_ACCOUNT = HttpHeaders.createOptimized("x-source-service-account");
    private static final CharSequence REASON = HttpHeaders.createOptimized("x-auth-reason");

    private static final CharSequence CLUSTER = HttpHeaders.createOptimized("cluster");
    private static final CharSequence EXTERNAL = HttpHeaders.createOptimized("external");
    private static final CharSequence UNKNOWN = HttpHeaders.createOptimized("");

    private Verdict() {}

    static void allowed(HttpServerResponse response, Pod caller) {
        // Nobody is left to tell when this fails: the proxy has gone.
        source(response, caller).end();
    }

    /** It is known who calls, and that this one may not. */
    static void denied(HttpServerResponse response, Pod caller, Denial denial) {
        deny(source(response, caller), denial, denial.sentence());
    }

    /** The IP is the cluster's, but it does not tell which pod calls. */
    static void nameless(HttpServerResponse response, Denial denial) {
        deny(source(response, CLUSTER, "", "", "", ""), denial, denial.sentence());
    }

    /** No pod has the IP. */
    static void external(HttpServerResponse response) {
        deny(source(response, EXTERNAL, "", "", "", ""), Denial.NOT_FOUND, Denial.NOT_FOUND.sentence());
    }

    /** Nothing can be said of the caller. */
    static void unknown(HttpServerResponse response, Denial denial) {
        unknown(response, denial, denial.sentence());
    }

    /** As above, with a sentence of its own. */
    static void unknown(HttpServerResponse response, Denial denial, String sentence) {
        deny(source(response, UNKNOWN, "", "", "", ""), denial, sentence);
    }

    private static void deny(HttpServerResponse response, Denial denial, String sentence) {
        response.putHeader(REASON, denial.word());
        Answers.error(response, 403, denial.word(), sentence);
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
