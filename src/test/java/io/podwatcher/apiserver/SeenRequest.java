package io.podwatcher.apiserver;

import java.util.Map;
import java.util.Optional;

/**
 * A request for pods that has arrived, answered or not.
 *
 * @param path without the query
 * @param parameters the first value of each
 * @param authorization the header's value
 * @param accept the header's value
 * @param acceptEncoding the header's value
 * @param webSocket whether it asked for a WebSocket
 */
public record SeenRequest(
        Kind kind,
        String path,
        Map<String, String> parameters,
        Optional<String> authorization,
        Optional<String> accept,
        Optional<String> acceptEncoding,
        boolean webSocket) {

    /** A parameter, empty where it is missing. */
    public String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }
}
