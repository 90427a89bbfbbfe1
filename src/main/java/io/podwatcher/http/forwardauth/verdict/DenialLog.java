package io.podwatcher.http.forwardauth.verdict;

import io.podwatcher.authorize.Denial;
import io.podwatcher.http.forwardauth.question.Refusal;
import io.podwatcher.http.forwardauth.question.Ruling;
import io.podwatcher.log.RateLimit;
import io.podwatcher.log.VisibleText;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.Identity;
import io.podwatcher.model.Pod;
import io.vertx.core.http.HttpServerRequest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs denials, rate-limited by reason, so that a frequent one does not hide the others. With LOG_FORMAT=json each part
 * of a line is a field, too. On the event loop of one HTTP verticle.
 */
final class DenialLog {

    private static final Logger log = LoggerFactory.getLogger(DenialLog.class);

    private static final int BURST = 3;

    /** Of what clients and proxies write; what is longer is cut. */
    private static final int MAX_TEXT = 300;

    private final String verdict;
    private final String opening;
    private final Map<Denial, RateLimit> lines = new EnumMap<>(Denial.class);

    /**
     * @param audit whether the calls are let through
     * @param verdict the value of X-Auth-Verdict
     */
    DenialLog(boolean audit, String verdict) {
        this.opening = audit ? "Would be denied: " : "Denied: ";
        this.verdict = verdict;
        for (Denial denial : Denial.values()) {
            lines.put(denial, new RateLimit(BURST));
        }
    }

    /**
     * Reports a denial.
     *
     * @param target what the call was for, for people; called only if a line is due
     */
    void report(HttpServerRequest request, Supplier<String> target, Ruling ruling, Refusal refusal) {
        lines.get(refusal.denial()).report(1, times -> log(request, target.get(), ruling, refusal, times));
    }

    private void log(HttpServerRequest request, String target, Ruling ruling, Refusal refusal, long times) {
        String peer = request.connection().remoteAddress().hostAddress();
        String called = VisibleText.of(target, MAX_TEXT);
        String reason = refusal.denial().code();
        StringBuilder message = new StringBuilder(opening).append(reason).append(". ");
        LoggingEventBuilder line = log.atInfo().addKeyValue("verdict", verdict).addKeyValue("reason", reason);
        if (ruling.ip().isPresent()) {
            String ip = ruling.ip().get().toString();
            message.append(ip);
            line.addKeyValue("source_ip", ip);
        } else {
            message.append("An unknown caller");
        }
        Optional<Pod> pod = ruling.owner()
                .filter(LookupResult.Owned.class::isInstance)
                .map(owner -> ((LookupResult.Owned) owner).pod());
        if (pod.isPresent()) {
            String name = pod.get().namespace() + "/" + pod.get().name();
            String identity = Identity.of(pod.get()).toString();
            message.append(", pod ")
                    .append(name)
                    .append(" as ")
                    .append(identity)
                    .append(',');
            line.addKeyValue("source_pod", name).addKeyValue("source_identity", identity);
        }
        message.append(" called ").append(called);
        line.addKeyValue("target", called).addKeyValue("peer_ip", peer);
        message.append(", asked by ")
                .append(peer)
                .append(". ")
                .append(VisibleText.of(refusal.message(), MAX_TEXT))
                .append(RateLimit.leftOut(times));
        if (times > 1) {
            line.addKeyValue("left_out", times - 1);
        }
        line.log("{}", message.toString());
    }
}
