package io.podwatcher.http.token;

import io.podwatcher.http.exchange.JsonReplies;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * What verifiers read: {@code /.well-known/jwks.json} (RFC 7517), and {@code /.well-known/openid-configuration}, by
 * which they find it. On the event loop of its HTTP verticle.
 */
public final class KeyDocuments {

    private static final String JWKS = "/.well-known/jwks.json";

    /** A new key is published for three minutes before it signs. */
    private static final CharSequence ONE_MINUTE = HttpHeaders.createOptimized("public, max-age=60");

    private final Tokens tokens;
    private final Buffer discovery;

    /**
     * @param tokens of which some are signed
     */
    public KeyDocuments(Tokens tokens) {
        this.tokens = tokens;
        this.discovery = new JsonObject()
                .put("issuer", tokens.issuer())
                .put("jwks_uri", tokens.issuer() + JWKS)
                .put("response_types_supported", new JsonArray().add("id_token"))
                .put("subject_types_supported", new JsonArray().add("public"))
                .put("id_token_signing_alg_values_supported", new JsonArray().add("ES256"))
                .toBuffer();
    }

    /** Answers any GET or HEAD request for the keys. */
    public void keys(HttpServerRequest request) {
        answer(request.response(), Buffer.buffer(tokens.jwks()));
    }

    /** Answers any GET or HEAD request for the discovery document. */
    public void discovery(HttpServerRequest request) {
        answer(request.response(), discovery);
    }

    private static void answer(HttpServerResponse response, Buffer body) {
        JsonReplies.json(response.putHeader(HttpHeaders.CACHE_CONTROL, ONE_MINUTE), 200, body);
    }
}
