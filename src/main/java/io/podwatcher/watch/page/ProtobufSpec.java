package io.podwatcher.watch.page;

import static io.podwatcher.watch.page.ProtobufMessage.BYTES;
import static io.podwatcher.watch.page.ProtobufMessage.VARINT;

import io.podwatcher.watch.pod.PodResource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the spec of a pod. The numbers of the fields are those of k8s.io/api/core/v1/generated.proto (PodSpec,
 * Container, ContainerPort). One thread per message.
 */
final class ProtobufSpec {

    private static final int CONTAINERS = 2 << 3 | BYTES;
    private static final int SERVICE_ACCOUNT_NAME = 8 << 3 | BYTES;
    private static final int NODE_NAME = 10 << 3 | BYTES;
    private static final int HOST_NETWORK = 11 << 3 | VARINT;

    private static final int CONTAINER_NAME = 1 << 3 | BYTES;
    private static final int CONTAINER_IMAGE = 2 << 3 | BYTES;
    private static final int CONTAINER_PORTS = 6 << 3 | BYTES;

    private static final int PORT_CONTAINER_PORT = 3 << 3 | VARINT;
    private static final int PORT_PROTOCOL = 4 << 3 | BYTES;

    private ProtobufSpec() {}

    /** Reads the message whose tag has been read. */
    static PodResource.Spec read(ProtobufMessage message) throws IOException {
        String nodeName = null;
        Boolean hostNetwork = null;
        String serviceAccountName = null;
        List<PodResource.Container> containers = new ArrayList<>();
        int outer = message.begin();
        for (int tag = message.next(); tag != 0; tag = message.next()) {
            switch (tag) {
                case CONTAINERS -> containers.add(container(message));
                case SERVICE_ACCOUNT_NAME -> serviceAccountName = message.stringOrNull();
                case NODE_NAME -> nodeName = message.stringOrNull();
                case HOST_NETWORK -> hostNetwork = message.bool();
                default -> message.skip(tag);
            }
        }
        message.end(outer);
        return new PodResource.Spec(nodeName, hostNetwork, serviceAccountName, containers);
    }

    private static PodResource.Container container(ProtobufMessage message) throws IOException {
        String name = "";
        String image = null;
        List<PodResource.Port> ports = new ArrayList<>();
        int outer = message.begin();
        for (int tag = message.next(); tag != 0; tag = message.next()) {
            switch (tag) {
                case CONTAINER_NAME -> name = message.string();
                case CONTAINER_IMAGE -> image = message.stringOrNull();
                case CONTAINER_PORTS -> ports.add(port(message));
                default -> message.skip(tag);
            }
        }
        message.end(outer);
        return new PodResource.Container(name, image, ports);
    }

    private static PodResource.Port port(ProtobufMessage message) throws IOException {
        int containerPort = 0;
        String protocol = null;
        int outer = message.begin();
        for (int tag = message.next(); tag != 0; tag = message.next()) {
            switch (tag) {
                case PORT_CONTAINER_PORT -> containerPort = message.int32();
                case PORT_PROTOCOL -> protocol = message.stringOrNull();
                default -> message.skip(tag);
            }
        }
        message.end(outer);
        return new PodResource.Port(containerPort, protocol);
    }
}
