package io.podwatcher.apiserver;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where the next page of a list starts, encoded as by a real API server.
 *
 * @param resourceVersion the moment of the first page, at which all pages are taken
 * @param after the last key that has been given out
 */
record ContinueToken(long resourceVersion, String after) {

    static ContinueToken parse(String text) throws BadQuery {
        try {
            JsonObject json = new JsonObject(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
            String start = json.getString("start");
            return new ContinueToken(json.getLong("rv"), start.substring(0, start.length() - 1));
        } catch (IllegalArgumentException
                | DecodeException
                | NullPointerException
                | StringIndexOutOfBoundsException e) {
            throw new BadQuery("continue key is not valid: " + text);
        }
    }

    String encode() {
        JsonObject json = new JsonObject()
                .put("v", "meta.k8s.io/v1")
                .put("rv", resourceVersion)
                .put("start", after + "\0");
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
    }
}
