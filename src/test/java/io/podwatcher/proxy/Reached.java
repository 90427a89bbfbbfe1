package io.podwatcher.proxy;

import io.podwatcher.http.RawHttp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/**
 * The request that reached the upstream.
 *
 * @param uri as in the request line
 * @param headers all of them, with their names as they were sent
 */
public record Reached(String uri, List<Header> headers) {

    record Header(String name, String value) {}

    public static Reached of(RawHttp.Response answer) {
        JsonObject body = new JsonObject(answer.body());
        List<Header> headers = body.getJsonArray("headers").stream()
                .map(JsonArray.class::cast)
                .map(pair -> new Header(pair.getString(0), pair.getString(1)))
                .toList();
        return new Reached(body.getString("uri"), headers);
    }

    /** The values of a header for a framework that treats underscores as hyphens. */
    public List<String> header(String name) {
        return headers.stream()
                .filter(header ->
                        header.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name))
                .map(Header::value)
                .toList();
    }
}
