package io.podwatcher.integration.faults;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.Fault;
import io.podwatcher.apiserver.Kind;
import io.podwatcher.apiserver.pods.ApiPod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * What goes wrong with an API server and the way to it, at random: each fault there is, alone and together. One thread.
 */
final class RandomFaults {

    private final ApiServer server;
    private final Random random;
    private boolean away;
    private boolean tokenRefused;

    RandomFaults(ApiServer server, Random random) {
        this.server = server;
        this.random = random;
    }

    /** Lets something go wrong, or ends what was wrong; returns what. */
    String step() {
        if (away) {
            server.start();
            away = false;
            return "back";
        }
        if (tokenRefused) {
            server.faults().acceptAnyToken();
            tokenRefused = false;
            return "token accepted";
        }
        return switch (random.nextInt(9)) {
            case 0, 1 -> strike(inAStream());
            case 2, 3 -> {
                String armed = arm(Kind.WATCH);
                yield armed + ", " + strike(Fault.end());
            }
            case 4 -> {
                String armed = arm(Kind.LIST);
                yield armed + ", " + strike(Fault.error(410, "too old resource version"));
            }
            case 5 -> {
                server.faults().next(Kind.WATCH, Fault.status(503, "busy"));
                String struck = strike(inAStream());
                server.advance();
                server.compact();
                yield struck + ", reopening refused, compacted";
            }
            case 6 -> {
                server.stop();
                away = true;
                yield "away";
            }
            case 7 -> {
                server.faults().requireToken("another");
                tokenRefused = true;
                yield "token refused, " + strike(Fault.drop());
            }
            default -> {
                server.faults().clear();
                server.bookmark();
                yield "no more faults, bookmark";
            }
        };
    }

    /** From now on nothing is wrong. */
    void end() {
        server.faults().clear();
        server.faults().acceptAnyToken();
        if (away) {
            server.start();
        }
    }

    private String strike(Fault fault) {
        server.strikeOpenWatches(fault);
        return "watches: " + fault;
    }

    private String arm(Kind kind) {
        int times = 1 + random.nextInt(3);
        Fault fault =
                random.nextBoolean() ? insteadOfAnAnswer() : inAStreamOf(kind).after(random.nextInt(8));
        server.faults().next(kind, times, fault);
        return times + " " + kind + ": " + fault;
    }

    private Fault inAStreamOf(Kind kind) {
        if (kind == Kind.LIST && random.nextInt(3) == 0) {
            // Slower than the silence timeout, or not.
            return Fault.trickle(64 * 1024, Duration.ofMillis(100 + random.nextInt(1500)));
        }
        return inAStream();
    }

    private Fault insteadOfAnAnswer() {
        return switch (random.nextInt(10)) {
            case 0 -> Fault.status(401, "Unauthorized");
            case 1 -> Fault.status(403, "pods is forbidden");
            case 2 -> Fault.status(404, "the server could not find the requested resource");
            case 3 -> Fault.status(410, "too old");
            case 4 -> Fault.tooManyRequests(1);
            case 5 -> Fault.status(500, "etcd is sick");
            case 6 -> Fault.status(503, "try later");
            case 7 -> Fault.noAnswer();
            case 8 -> Fault.closeInsteadOfAnswer();
            default -> Fault.resetInsteadOfAnswer();
        };
    }

    private Fault inAStream() {
        return switch (random.nextInt(14)) {
            case 0 -> Fault.end();
            case 1 -> Fault.end(1011);
            case 2 -> Fault.endWithoutCode();
            case 3 -> Fault.drop();
            case 4 -> Fault.reset();
            case 5 -> Fault.breakOff();
            case 6 -> Fault.halfOpen();
            case 7 -> Fault.stall();
            case 8 -> Fault.invalidJson();
            case 9 -> Fault.unknownEventType();
            case 10 -> Fault.event("MODIFIED", new JsonObject());
            case 11 -> unfit();
            case 12 -> Fault.error(410, "too old resource version: 1 (2)");
            default -> Fault.error(500, "etcd is sick");
        };
    }

    /** About one of the pods, perhaps, but nothing has become of it, and nothing of it can be believed. */
    private Fault unfit() {
        List<ApiPod> pods = server.pods();
        ApiPod pod = pods.get(random.nextInt(pods.size()));
        return random.nextBoolean()
                ? Fault.event("DELETED", new JsonObject())
                : Fault.event("MODIFIED", new JsonObject().put("uid", pod.uid()));
    }
}
