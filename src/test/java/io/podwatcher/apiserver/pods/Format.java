package io.podwatcher.apiserver.pods;

import com.google.protobuf.CodedOutputStream;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.IntStream;

/** The two formats of an answer. */
public enum Format {
    JSON("application/json") {
        @Override
        public Buffer listHead(ObjectKind kind, JsonObject metadata, IntStream itemSizes) {
            return Buffer.buffer(kind.head("List") + ",\"metadata\":" + metadata.encode() + ",\"items\":[");
        }

        @Override
        public byte[] item(PodSource pod, long resourceVersion) {
            return pod.json(resourceVersion).getBytes();
        }

        @Override
        public void appendItem(Buffer list, byte[] item, boolean isFirst) {
            if (!isFirst) {
                list.appendByte((byte) ',');
            }
            list.appendBytes(item);
        }

        @Override
        public Buffer listTail() {
            return Buffer.buffer("]}\n");
        }

        @Override
        public Buffer status(JsonObject status) {
            return status.toBuffer();
        }
    },

    /**
     * "k8s", a zero and a runtime.Unknown, whose fields are typeMeta = 1 with apiVersion = 1 and kind = 2, and raw = 2
     * (k8s.io/apimachinery/pkg/runtime/generated.proto). In raw is a PodList with metadata = 1 and items = 2.
     */
    PROTOBUF("application/vnd.kubernetes.protobuf") {
        @Override
        public Buffer listHead(ObjectKind kind, JsonObject metadata, IntStream itemSizes) {
            byte[] listMeta = bytes(out -> {
                out.writeString(1, "");
                out.writeString(2, metadata.getString("resourceVersion"));
                out.writeString(3, metadata.getString("continue", ""));
                if (metadata.containsKey("remainingItemCount")) {
                    out.writeInt64(4, metadata.getLong("remainingItemCount"));
                }
            });
            byte[] head = bytes(out -> out.writeByteArray(1, listMeta));
            long items = itemSizes
                    .mapToLong(size ->
                            CodedOutputStream.computeTagSize(2) + CodedOutputStream.computeUInt32SizeNoTag(size) + size)
                    .sum();
            return envelope(kind.kind() + "List", Math.toIntExact(head.length + items))
                    .appendBytes(head);
        }

        @Override
        public byte[] item(PodSource pod, long resourceVersion) {
            return pod.protobuf(resourceVersion);
        }

        @Override
        public void appendItem(Buffer list, byte[] item, boolean isFirst) {
            list.appendBytes(bytes(out -> out.writeByteArray(2, item)));
        }

        @Override
        public Buffer listTail() {
            return Buffer.buffer(bytes(Format::writeUnknownTail));
        }

        @Override
        public Buffer status(JsonObject status) {
            byte[] raw = bytes(out -> {
                out.writeByteArray(1, new byte[0]);
                out.writeString(2, status.getString("status"));
                out.writeString(3, status.getString("message"));
                out.writeString(4, status.getString("reason"));
                out.writeInt32(6, status.getInteger("code"));
            });
            return envelope("Status", raw.length).appendBytes(raw).appendBuffer(listTail());
        }
    };

    private static final byte[] MAGIC = "k8s\0".getBytes(StandardCharsets.ISO_8859_1);

    private final String contentType;

    Format(String contentType) {
        this.contentType = contentType;
    }

    /**
     * The format that a request accepts; empty if it accepts neither.
     *
     * @param accept the header Accept
     * @param hasProtobuf whether the server has protobuf
     */
    public static Optional<Format> asked(Optional<String> accept, boolean hasProtobuf) {
        String types = accept.orElse("*/*");
        if (hasProtobuf && types.startsWith(PROTOBUF.contentType)) {
            return Optional.of(PROTOBUF);
        }
        return types.contains(JSON.contentType) || types.contains("*/*") ? Optional.of(JSON) : Optional.empty();
    }

    public String contentType() {
        return contentType;
    }

    /**
     * The start of a list.
     *
     * @param itemSizes the size of each object in bytes, which protobuf writes first
     */
    public abstract Buffer listHead(ObjectKind kind, JsonObject metadata, IntStream itemSizes);

    /** One object, as {@link #appendItem} takes it. */
    public abstract byte[] item(PodSource pod, long resourceVersion);

    /** Adds one object to a part of a list. */
    public abstract void appendItem(Buffer list, byte[] item, boolean isFirst);

    /** The end of a list. */
    public abstract Buffer listTail();

    public abstract Buffer status(JsonObject status);

    /** The start of an answer, up to the bytes of the object. */
    private static Buffer envelope(String kind, int length) {
        byte[] typeMeta = bytes(out -> {
            out.writeString(1, "v1");
            out.writeString(2, kind);
        });
        return Buffer.buffer().appendBytes(MAGIC).appendBytes(bytes(out -> {
            out.writeByteArray(1, typeMeta);
            out.writeTag(2, 2);
            out.writeUInt32NoTag(length);
        }));
    }

    private static void writeUnknownTail(CodedOutputStream out) throws IOException {
        out.writeString(3, "");
        out.writeString(4, "");
    }

    /** What writes some fields. */
    private interface Writer {
        public void write(CodedOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writer writer) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            writer.write(out);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
