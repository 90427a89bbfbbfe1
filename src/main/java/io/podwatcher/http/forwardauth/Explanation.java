package io.podwatcher.http.forwardauth;

import io.podwatcher.authorize.Denial;
import io.podwatcher.authorize.Fixes;
import io.podwatcher.http.forwardauth.question.Question;
import io.podwatcher.http.forwardauth.question.Ruling;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.Identity;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A ruling in words: the steps up to the one that decided, and what would let the call in. Used for one answer.
 *
 * @param ip the caller's address
 * @param age of the map, in whole seconds
 */
record Explanation(IpAddress ip, Question question, Ruling ruling, long age) {

    /** Two are usual; /pod names more. */
    private static final int MAX_CLAIMANTS = 8;

    /** What is looked at, in this order. */
    private enum Step {
        MAP,
        CALLER,
        TARGET,
        RULE;

        /** The step in which a denial is found. */
        static Step of(Denial denial) {
            return switch (denial) {
                case NOT_FOUND, HOST_NETWORK, AMBIGUOUS -> CALLER;
                case UNKNOWN_TARGET, AMBIGUOUS_TARGET, BAD_TARGET -> TARGET;
                case WRONG_NAMESPACE, WRONG_SERVICE_ACCOUNT, WRONG_LABELS, LABELS_TRUNCATED -> RULE;
                default -> MAP;
            };
        }
    }

    JsonObject json() {
        JsonObject json = new JsonObject()
                .put("verdict", ruling.refusal().isPresent() ? "denied" : "allowed")
                .put(
                        "reason",
                        ruling.refusal().map(refusal -> refusal.denial().code()).orElse(""))
                .put("steps", steps());
        fix().ifPresent(fix -> json.put("fix", fix));
        return json;
    }

    private JsonArray steps() {
        JsonArray steps = new JsonArray();
        Optional<Step> last = ruling.refusal().map(refusal -> Step.of(refusal.denial()));
        for (Step step : Step.values()) {
            boolean failed = last.equals(Optional.of(step));
            steps.add(new JsonObject()
                    .put("step", step.name().toLowerCase(Locale.ROOT))
                    .put("result", failed ? "denied" : "ok")
                    .put("detail", failed ? denied() : detail(step)));
            if (failed) {
                break;
            }
        }
        return steps;
    }

    private String denied() {
        String message = ruling.refusal().orElseThrow().message();
        return ruling.owner().orElse(null) instanceof LookupResult.Ambiguous ambiguous
                ? message + ": " + names(ambiguous.claimants())
                : message;
    }

    private static String names(List<Pod> pods) {
        return pods.stream()
                .limit(MAX_CLAIMANTS)
                .map(pod -> pod.namespace() + "/" + pod.name())
                .collect(Collectors.joining(", "));
    }

    private String detail(Step step) {
        return switch (step) {
            case MAP -> "The API server confirmed the map " + age + " s ago";
            case CALLER -> ip + ruling.owner().map(Explanation::owner).orElse("");
            case TARGET -> "The call is for " + question.target();
            case RULE -> "The caller may call it";
        };
    }

    private static String owner(LookupResult owner) {
        return owner instanceof LookupResult.Owned owned
                ? " is pod " + owned.pod().namespace() + "/" + owned.pod().name() + ", which runs as "
                        + Identity.of(owned.pod())
                : " is no pod's";
    }

    private Optional<String> fix() {
        return ruling.refusal()
                .map(refusal -> refusal.denial().isOfRule()
                        ? question.fix(caller(), refusal.denial())
                        : Fixes.of(refusal.denial()));
    }

    private Pod caller() {
        return ((LookupResult.Owned) ruling.owner().orElseThrow()).pod();
    }
}
