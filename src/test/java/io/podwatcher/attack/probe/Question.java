package io.podwatcher.attack.probe;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.pods.ApiPod;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.json.JsonObject;

/**
 * A question of the probe to which the right answer is known. It is asked as a trusted proxy does, on behalf of a
 * caller whose address it names.
 */
public enum Question {
    /** Who owns the IP of a pod. */
    POD("127.0.0.2") {
        @Override
        String path(int number) {
            return "/pod?ip=" + resident(number).ips().get(0);
        }

        @Override
        Verdict judge(int number, HttpClientResponse answer, String body) {
            ApiPod owner = resident(number);
            if (answer.statusCode() != 200) {
                return answer.statusCode() == 503
                        ? new Verdict.Busy("503")
                        : new Verdict.Wrong(answer.statusCode() + " " + body);
            }
            JsonObject pod = new JsonObject(body);
            boolean right = owner.name().equals(pod.getString("name"))
                    && owner.namespace().equals(pod.getString("namespace"))
                    && owner.uid().equals(pod.getString("uid"));
            return right
                    ? new Verdict.Right()
                    : new Verdict.Wrong(owner.name() + " is answered as " + pod.getString("name"));
        }
    },

    /** Whether a pod of the namespace may call: allowed. */
    AUTHORIZE("127.0.0.2") {
        @Override
        String path(int number) {
            return "/authorize?namespace=shop";
        }

        @Override
        Verdict judge(int number, HttpClientResponse answer, String body) {
            if (answer.statusCode() == 403) {
                return refusal(answer.getHeader("x-auth-reason"));
            }
            return answer.statusCode() == 200 && "cart".equals(answer.getHeader("x-source-pod"))
                    ? new Verdict.Right()
                    : new Verdict.Wrong(answer.statusCode() + " " + answer.getHeader("x-source-pod"));
        }
    },

    /** Whether a pod of another namespace may call: denied. */
    AUTHORIZE_STRANGER("127.0.0.3") {
        @Override
        String path(int number) {
            return "/authorize?namespace=shop";
        }

        @Override
        Verdict judge(int number, HttpClientResponse answer, String body) {
            return answer.statusCode() != 403
                    ? new Verdict.Wrong("player is let in: " + answer.statusCode())
                    : "wrong_namespace".equals(answer.getHeader("x-auth-reason"))
                            ? new Verdict.Right()
                            : refusal(answer.getHeader("x-auth-reason"));
        }
    },

    /** Whether the event loops answer. */
    HEALTH("127.0.0.4") {
        @Override
        String path(int number) {
            return "/health";
        }

        @Override
        Verdict judge(int number, HttpClientResponse answer, String body) {
            return answer.statusCode() == 200
                    ? new Verdict.Right()
                    : new Verdict.Busy(Integer.toString(answer.statusCode()));
        }
    };

    private final String caller;

    Question(String caller) {
        this.caller = caller;
    }

    /** Adds the pods that these questions are about. */
    public static void populate(ApiServer cluster) {
        cluster.fill(Scale.CURRENT.pods());
        cluster.put(ApiPod.running("shop", "cart", "uid-cart", "127.0.0.2"));
        cluster.put(ApiPod.running("media", "player", "uid-player", "127.0.0.3"));
    }

    private static ApiPod resident(int number) {
        return ApiServer.generated(number * 31 % Scale.CURRENT.pods());
    }

    /** A refusal for another reason than the caller. */
    private static Verdict refusal(String reason) {
        return switch (String.valueOf(reason)) {
            case "overloaded", "not_synced", "stale" -> new Verdict.Busy("403 " + reason);
            default -> new Verdict.Wrong("refused: " + reason);
        };
    }

    /** The caller. */
    String caller() {
        return caller;
    }

    abstract String path(int number);

    abstract Verdict judge(int number, HttpClientResponse answer, String body);
}
