package io.podwatcher.apiserver;

import io.podwatcher.apiserver.pods.Format;
import io.podwatcher.apiserver.pods.ObjectKind;
import io.podwatcher.apiserver.pods.PodProtobuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/**
 * A page of a list in both forms, without a server.
 *
 * @param pods each as an item of a list, that is without kind and apiVersion
 */
public record ListPage(String resourceVersion, Optional<String> continueToken, List<ObjectNode> pods) {

    /** A page that is a whole list. */
    public static ListPage of(List<ObjectNode> pods) {
        return new ListPage("1000", Optional.empty(), pods);
    }

    /** The page as a server sends it in JSON. */
    public byte[] json() {
        return encode(
                Format.JSON,
                pods.stream()
                        .map(pod -> pod.toString().getBytes(StandardCharsets.UTF_8))
                        .toList());
    }

    /** The page as a server sends it in protobuf. */
    public byte[] protobuf() {
        return encode(Format.PROTOBUF, pods.stream().map(PodProtobuf::pod).toList());
    }

    /** A Status in protobuf, as a server refuses a request with it. */
    public static byte[] protobufStatus(int code, String message) {
        return Format.PROTOBUF
                .status(StatusJson.status(code, message, OptionalInt.empty()))
                .getBytes();
    }

    private byte[] encode(Format format, List<byte[]> items) {
        JsonObject metadata = new JsonObject().put("resourceVersion", resourceVersion);
        continueToken.ifPresent(token -> metadata.put("continue", token));
        Buffer page = format.listHead(ObjectKind.POD, metadata, items.stream().mapToInt(item -> item.length));
        for (int i = 0; i < items.size(); i++) {
            format.appendItem(page, items.get(i), i == 0);
        }
        return page.appendBuffer(format.listTail()).getBytes();
    }
}
