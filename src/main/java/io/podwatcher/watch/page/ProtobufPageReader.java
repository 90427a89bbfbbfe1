package io.podwatcher.watch.page;

import static io.podwatcher.watch.page.ProtobufMessage.BYTES;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.podwatcher.watch.page.UnreadableListException.Defect;
import io.podwatcher.watch.pod.PodResource;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads a page in Kubernetes' protobuf: four magic bytes, then a {@code runtime.Unknown} that names the kind and holds
 * the list. Only the fields that are served are read; all others are skipped by their length, so that managedFields
 * costs next to nothing. Immutable; any thread.
 *
 * <p>The numbers of the fields are those of k8s.io/apimachinery/pkg/runtime/generated.proto (TypeMeta, Unknown),
 * k8s.io/apimachinery/pkg/apis/meta/v1/generated.proto (ListMeta, Status) and k8s.io/api/core/v1/generated.proto
 * (PodList). They never change: etcd holds objects in the same form.
 */
public final class ProtobufPageReader implements PageReader<PodResource> {

    /** The first bytes of each response, see k8s.io/apimachinery/pkg/runtime/serializer/protobuf: "k8s" and a zero. */
    private static final byte[] MAGIC = {'k', '8', 's', 0};

    private static final String POD_LIST = "PodList";
    private static final int BUFFER = 64 * 1024;

    private static final int UNKNOWN_TYPE_META = 1 << 3 | BYTES;
    private static final int UNKNOWN_RAW = 2 << 3 | BYTES;
    private static final int TYPE_META_KIND = 2 << 3 | BYTES;
    private static final int POD_LIST_METADATA = 1 << 3 | BYTES;
    private static final int POD_LIST_ITEMS = 2 << 3 | BYTES;
    private static final int LIST_META_RESOURCE_VERSION = 2 << 3 | BYTES;
    private static final int LIST_META_CONTINUE = 3 << 3 | BYTES;
    private static final int STATUS_MESSAGE = 3 << 3 | BYTES;

    @Override
    public void read(InputStream page, PageHandler<PodResource> handler) throws IOException {
        byte[] magic = page.readNBytes(MAGIC.length);
        if (magic.length == 0) {
            throw new UnreadableListException(Defect.CUT_SHORT, "the API server answered with an empty body");
        }
        if (!Arrays.equals(magic, MAGIC)) {
            throw new UnreadableListException(
                    Defect.MALFORMED, "the API server's list is said to be protobuf, but does not begin as such");
        }
        CodedInputStream in = CodedInputStream.newInstance(page, BUFFER);
        try {
            new ProtobufPage(in, handler).read();
        } catch (InvalidProtocolBufferException e) {
            throw in.isAtEnd()
                    ? ProtobufMessage.cutShort(e)
                    : new UnreadableListException(
                            Defect.MALFORMED, "the API server's list cannot be read as protobuf: " + e.getMessage(), e);
        }
    }

    /** One page that is being read. */
    private static final class ProtobufPage {

        private final ProtobufMessage message;
        private final PageHandler<PodResource> handler;

        private ProtobufPage(CodedInputStream in, PageHandler<PodResource> handler) {
            this.message = new ProtobufMessage(in);
            this.handler = handler;
        }

        private void read() throws IOException {
            String kind = null;
            boolean isComplete = false;
            for (int tag = message.next(); tag != 0; tag = message.next()) {
                switch (tag) {
                    case UNKNOWN_TYPE_META -> kind = string(TYPE_META_KIND);
                    case UNKNOWN_RAW -> {
                        object(kind);
                        isComplete = true;
                    }
                    default -> message.skip(tag);
                }
            }
            if (!isComplete) {
                throw ProtobufMessage.cutShort(null);
            }
        }

        /** Reads one string of a message and skips the rest. */
        private String string(int field) throws IOException {
            int outer = message.beginBounded();
            String text = message.only(field);
            message.end(outer);
            return text;
        }

        private void object(String kind) throws IOException {
            if (WrongKind.STATUS.equals(kind)) {
                throw WrongKind.status(POD_LIST, string(STATUS_MESSAGE));
            }
            if (!POD_LIST.equals(kind)) {
                throw WrongKind.insteadOf(POD_LIST, kind);
            }
            list();
        }

        private void list() throws IOException {
            boolean hasMetadata = false;
            int outer = message.begin();
            for (int tag = message.next(); tag != 0; tag = message.next()) {
                switch (tag) {
                    case POD_LIST_METADATA -> {
                        handler.metadata(metadata());
                        hasMetadata = true;
                    }
                    case POD_LIST_ITEMS -> pod();
                    default -> message.skip(tag);
                }
            }
            message.end(outer);
            if (!hasMetadata) {
                throw PageMetadata.missing();
            }
        }

        private PageMetadata metadata() throws IOException {
            String resourceVersion = null;
            String continueToken = null;
            int outer = message.beginBounded();
            for (int tag = message.next(); tag != 0; tag = message.next()) {
                switch (tag) {
                    case LIST_META_RESOURCE_VERSION -> resourceVersion = message.string();
                    case LIST_META_CONTINUE -> continueToken = message.string();
                    default -> message.skip(tag);
                }
            }
            message.end(outer);
            return PageMetadata.of(resourceVersion, continueToken);
        }

        private void pod() throws IOException {
            int outer = message.beginBounded();
            int bytes = message.bytesLeft();
            PodResource pod = ProtobufPod.read(message);
            message.end(outer);
            handler.item(pod, bytes);
        }
    }
}
