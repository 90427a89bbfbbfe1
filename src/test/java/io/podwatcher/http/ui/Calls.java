package io.podwatcher.http.ui;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.IntStream;

/** Bodies of {@code GET /decisions}. */
final class Calls {

    private static final String ADD_SHOP =
            "Add &namespace=shop to /authorize?namespace=media in the proxy's configuration";

    private static final String AT = "2026-11-28T14:03:59Z";

    private Calls() {}

    /** Some of each kind: allowed, refused, of a function, and of callers that are no pod. */
    static JsonObject some() {
        JsonObject media = new JsonObject().put("namespace", "media").put("query", "namespace=media");
        JsonObject both =
                new JsonObject().put("namespace", "shop").put("query", "namespace=shop&serviceAccount=media%2Fplayer");
        JsonObject function = new JsonObject()
                .put("namespace", "shop")
                .put("function", "sale")
                .put("trigger", "sale-api")
                .put("host", "shop.example");
        JsonObject cart = source("shop", "cart", "Deployment/cart");
        return body("enforce")
                .put(
                        "pairs",
                        new JsonArray()
                                .add(pair(cart, media, 1200, 3)
                                        .put("reason", "wrong_namespace")
                                        .put("fix", ADD_SHOP))
                                .add(pair(source("shop", "stock", "Deployment/stock"), media, 0, 1)
                                        .put("reason", "wrong_namespace")
                                        .put("fix", ADD_SHOP))
                                .add(pair(source("media", "player", "Deployment/player"), media, 7, 0))
                                .add(pair(source("media", "player", "Deployment/player"), both, 5, 0))
                                .add(pair(source("media", "player", "Deployment/player"), function, 0, 2)
                                        .put("reason", "wrong_namespace")
                                        .put(
                                                "fix",
                                                "kubectl -n shop annotate --overwrite httptrigger sale-api"
                                                        + " pod-watcher/allow=serviceaccount:media/player"))
                                .add(pair(new JsonObject(), media, 0, 40)
                                        .put("reason", "not_found")
                                        .put("fix", "If the caller has just started, ask with &wait=2s")))
                .put(
                        "decisions",
                        new JsonArray()
                                .add(decision(
                                        "denied",
                                        "wrong_namespace",
                                        3,
                                        source("shop", "cart", "Deployment/cart")
                                                .put("ip", "10.0.0.1")
                                                .put("pod", "cart"),
                                        media))
                                .add(decision(
                                        "would_deny", "not_found", 1, new JsonObject().put("ip", "10.9.9.9"), media))
                                .add(decision(
                                        "denied",
                                        "unknown_target",
                                        1,
                                        source("media", "player", "Deployment/player")
                                                .put("ip", "10.0.0.2")
                                                .put("pod", "<b>player</b>"),
                                        new JsonObject().put("host", "nowhere.example"))))
                .put(
                        "proposals",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("target", media)
                                        .put(
                                                "allows",
                                                new JsonArray()
                                                        .add("serviceaccount:media/player")
                                                        .add("serviceaccount:shop/cart"))
                                        .put(
                                                "line",
                                                "/authorize?namespace=media&namespace=shop&serviceAccount=media/player"
                                                        + "&serviceAccount=shop/cart"))
                                .add(new JsonObject()
                                        .put("target", function)
                                        .put("allows", new JsonArray().add("serviceaccount:media/player"))
                                        .put(
                                                "line",
                                                "kubectl -n shop annotate --overwrite httptrigger sale-api"
                                                        + " pod-watcher/allow=serviceaccount:media/player"))
                                .add(new JsonObject()
                                        .put("target", both)
                                        .put("allows", new JsonArray().add("serviceaccount:media/player"))
                                        .put("note", "The line is too long")));
    }

    /** None yet. */
    static JsonObject none(String mode) {
        return body(mode);
    }

    /** This many pairs, of 500 callers in 100 namespaces with 200 targets; the higher the numbers, the more calls. */
    static JsonObject many(int pairs) {
        JsonObject body = body("audit");
        IntStream.range(0, pairs).forEach(i -> {
            int caller = i % 500;
            int target = (i / 500 * 7 + i) % 200;
            String namespace = "team-" + caller % 100;
            JsonObject called =
                    new JsonObject().put("namespace", "target-" + target).put("query", "namespace=target-" + target);
            body.getJsonArray("pairs")
                    .add(pair(source(namespace, "account-" + caller, "Deployment/app-" + caller), called, i, i % 3)
                            .put("reason", "wrong_namespace")
                            .put(
                                    "fix",
                                    "Add &namespace=" + namespace + " to /authorize?namespace=target-" + target
                                            + " in the proxy's configuration"));
        });
        return body;
    }

    private static JsonObject body(String mode) {
        return new JsonObject()
                .put("since", "2026-11-28T08:00:00Z")
                .put("mode", mode)
                .put("decisions", new JsonArray())
                .put("pairs", new JsonArray())
                .put("proposals", new JsonArray())
                .put("left_out", 0);
    }

    private static JsonObject source(String namespace, String account, String owner) {
        return new JsonObject()
                .put("namespace", namespace)
                .put("service_account", account)
                .put("owner", owner);
    }

    private static JsonObject pair(JsonObject source, JsonObject target, int allowed, int denied) {
        return new JsonObject()
                .put("source", source)
                .put("target", target)
                .put("allowed", allowed)
                .put("denied", denied)
                .put("last", AT);
    }

    private static JsonObject decision(String verdict, String reason, int count, JsonObject source, JsonObject target) {
        return new JsonObject()
                .put("at", AT)
                .put("verdict", verdict)
                .put("reason", reason)
                .put("count", count)
                .put("source", source)
                .put("target", target);
    }
}
