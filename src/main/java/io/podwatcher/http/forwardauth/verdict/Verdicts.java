package io.podwatcher.http.forwardauth.verdict;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.authorize.Denial;
import io.podwatcher.http.connection.direct.DirectRequest;
import io.podwatcher.http.exchange.DirectHeads;
import io.podwatcher.http.exchange.InternalErrors;
import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.http.exchange.SourceTokenHeader;
import io.podwatcher.http.forwardauth.question.Question;
import io.podwatcher.http.forwardauth.question.Refusal;
import io.podwatcher.http.forwardauth.question.Ruling;
import io.podwatcher.messages.decisions.CallTarget;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.Pod;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the answers of {@code /authorize}, and counts, logs and records them. All have the same headers about the
 * caller, empty when unknown, so that a proxy that copies them to its upstream overwrites any that the client has sent.
 * On the event loop of its HTTP verticle.
 */
public final class Verdicts {

    private static final CharSequence NAMESPACE = HttpHeaders.createOptimized("x-source-namespace");
    private static final CharSequence POD = HttpHeaders.createOptimized("x-source-pod");
    private static final CharSequence TYPE = HttpHeaders.createOptimized("x-source-type");
    private static final CharSequence UID = HttpHeaders.createOptimized("x-source-uid");
    private static final CharSequence SERVICE_ACCOUNT = HttpHeaders.createOptimized("x-source-service-account");
    private static final CharSequence REASON = HttpHeaders.createOptimized("x-auth-reason");

    private static final CharSequence CLUSTER = HttpHeaders.createOptimized("cluster");
    private static final CharSequence EXTERNAL = HttpHeaders.createOptimized("external");
    private static final CharSequence UNKNOWN = HttpHeaders.createOptimized("");

    private static final CharSequence VERDICT = HttpHeaders.createOptimized("x-auth-verdict");
    private static final CharSequence ALLOWED = HttpHeaders.createOptimized("allowed");

    private static final byte[] NO_BODY = {};

    private final boolean audit;
    private final CharSequence denied;
    private final Counter allowedCount;
    private final Map<Denial, Counter> deniedCount = new EnumMap<>(Denial.class);
    private final Decisions decisions;
    private final DenialLog denials;

    /**
     * @param audit whether calls that would be denied are answered with 200 (AUTHORIZE_MODE=audit)
     * @param decisions records all decisions
     */
    public Verdicts(boolean audit, Decisions decisions, MeterRegistry registry) {
        this.audit = audit;
        this.decisions = decisions;
        String verdict = audit ? "would_deny" : "denied";
        denied = HttpHeaders.createOptimized(verdict);
        denials = new DenialLog(audit, verdict);
        allowedCount = counter(registry, "allowed", "");
        for (Denial denial : Denial.values()) {
            deniedCount.put(denial, counter(registry, verdict, denial.code()));
        }
    }

    private static Counter counter(MeterRegistry registry, String verdict, String reason) {
        return Counter.builder("pod.watcher.authorize")
                .description("Answers of /authorize, with the reason of a denial")
                .tag("verdict", verdict)
                .tag("reason", reason)
                .register(registry);
    }

    /**
     * Answers a question that was understood. If this fails, the proxy has gone; nothing is left to do.
     *
     * @param token the caller's; none if the call is denied, or the caller gets none
     */
    public void answer(HttpServerRequest request, Question question, Ruling ruling, SourceTokenHeader token) {
        HttpServerResponse response = request.response();
        question.addTarget(response);
        token.addTo(response);
        ruling.owner().ifPresentOrElse(owner -> source(response, owner), () -> source(response, UNKNOWN));
        if (ruling.refusal().isEmpty()) {
            allowedCount.increment();
            response.putHeader(VERDICT, ALLOWED).end();
        } else {
            // The IP that was taken for the caller's: needed first when a proxy is misconfigured.
            deny(
                    response,
                    ruling.refusal().get(),
                    ruling.ip().map(ip -> ": " + ip).orElse(""));
            denials.report(request, question::target, ruling, ruling.refusal().get());
        }
        decisions.record(question.called(), ruling);
    }

    /**
     * Answers an allowed call without Vert.x, with the same headers.
     *
     * @param fromMap the headers about the map
     * @param owner the caller's pod
     * @return false if a header has a value that cannot be sent this way; then nothing is done
     */
    public boolean allow(
            DirectRequest request,
            byte[] fromMap,
            Question question,
            Ruling ruling,
            Pod owner,
            SourceTokenHeader token) {
        Optional<byte[]> headers = DirectHeads.headers(
                TYPE, CLUSTER,
                NAMESPACE, owner.namespace(),
                POD, owner.name(),
                UID, owner.uid(),
                SERVICE_ACCOUNT, owner.serviceAccount(),
                VERDICT, ALLOWED);
        headers.ifPresent(encoded -> {
            allowedCount.increment();
            request.answer(NO_BODY, DirectHeads.OK, fromMap, token.line(), encoded);
            decisions.record(question.called(), ruling);
        });
        return headers.isPresent();
    }

    /** Answers a question about a caller who is not known. */
    public void refuse(HttpServerRequest request, Question question, Refusal refusal) {
        answer(request, question, Ruling.unknown(refusal), SourceTokenHeader.NONE);
    }

    /** Answers a question that was not understood, or asked for a caller who is not known. */
    public void unknown(HttpServerRequest request, Refusal refusal) {
        SourceTokenHeader.NONE.addTo(request.response());
        source(request.response(), UNKNOWN);
        deny(request.response(), refusal, "");
        Ruling ruling = Ruling.unknown(refusal);
        denials.report(request, () -> "an unknown target", ruling, refusal);
        decisions.record(CallTarget.UNKNOWN, ruling);
    }

    /** Denies the call, whatever has been decided before the failure. */
    public void failed(HttpServerRequest request) {
        InternalErrors.answer(request.response(), () -> unknown(request, Refusal.of(Denial.INTERNAL_ERROR)));
    }

    private void deny(HttpServerResponse response, Refusal refusal, String detail) {
        Denial denial = refusal.denial();
        deniedCount.get(denial).increment();
        // Left over from a failed answer, it would let its reader call every function.
        response.headers().remove(HttpHeaders.AUTHORIZATION);
        response.putHeader(VERDICT, denied).putHeader(REASON, denial.code());
        if (audit) {
            response.end();
        } else {
            JsonReplies.error(response, 403, denial.code(), refusal.message() + detail);
        }
    }

    private static void source(HttpServerResponse response, LookupResult owner) {
        if (owner instanceof LookupResult.Owned owned) {
            Pod pod = owned.pod();
            source(response, CLUSTER, pod.namespace(), pod.name(), pod.uid(), pod.serviceAccount());
        } else {
            source(response, owner == LookupResult.Refused.NOT_FOUND ? EXTERNAL : CLUSTER);
        }
    }

    private static void source(HttpServerResponse response, CharSequence type) {
        source(response, type, "", "", "", "");
    }

    private static void source(
            HttpServerResponse response,
            CharSequence type,
            String namespace,
            String pod,
            String uid,
            String serviceAccount) {
        response.putHeader(TYPE, type)
                .putHeader(NAMESPACE, namespace)
                .putHeader(POD, pod)
                .putHeader(UID, uid)
                .putHeader(SERVICE_ACCOUNT, serviceAccount);
    }
}
