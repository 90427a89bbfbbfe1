package io.podwatcher.apiserver.pods;

import com.google.protobuf.CodedOutputStream;
import io.podwatcher.apiserver.pods.ApiPod.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The pod of {@link PodTemplate} in protobuf. The fields that tests do not set are encoded once; the order of fields
 * has no meaning in protobuf, so those that they set are written first. Immutable; any thread.
 */
final class ProtobufTemplate {

    /** 2026-11-23T03:00:00Z, as the template in JSON has it. */
    private static final long DELETED_AT = 1_795_402_800L;

    private final byte[] metadata;
    private final byte[] spec;
    private final byte[] status;

    /**
     * @param pod the sample
     */
    ProtobufTemplate(JsonNode pod) {
        metadata = PodProtobuf.message(
                "ObjectMeta",
                pod.path("metadata"),
                Set.of("name", "namespace", "uid", "resourceVersion", "deletionTimestamp", "labels"));
        spec = PodProtobuf.message("PodSpec", pod.path("spec"), Set.of("nodeName", "hostNetwork"));
        status = PodProtobuf.message(
                "PodStatus", pod.path("status"), Set.of("phase", "hostIP", "hostIPs", "podIP", "podIPs"));
    }

    byte[] encode(ApiPod pod, long resourceVersion) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(11 * 1024);
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            part(out, 1, metadata(pod, resourceVersion), metadata);
            part(out, 2, spec(pod), spec);
            part(out, 3, status(pod), status);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void part(CodedOutputStream out, int number, byte[] said, byte[] rest) throws IOException {
        out.writeTag(number, 2);
        out.writeUInt32NoTag(said.length + rest.length);
        out.writeRawBytes(said);
        out.writeRawBytes(rest);
    }

    private static byte[] metadata(ApiPod pod, long resourceVersion) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeString(1, pod.name());
        out.writeString(3, pod.namespace());
        out.writeString(5, pod.uid());
        out.writeString(6, String.valueOf(resourceVersion));
        if (pod.terminating()) {
            out.writeByteArray(9, PodProtobuf.time(DELETED_AT));
        }
        for (Map.Entry<String, String> label : pod.labels().entrySet()) {
            out.writeByteArray(11, PodProtobuf.entry(label.getKey(), label.getValue()));
        }
        if (pod.sandbox() == Sandbox.RELEASED_BY_CALICO) {
            out.writeByteArray(12, PodProtobuf.entry("cni.projectcalico.org/podIP", ""));
            out.writeByteArray(12, PodProtobuf.entry("cni.projectcalico.org/podIPs", ""));
        }
        out.flush();
        return bytes.toByteArray();
    }

    private static byte[] spec(ApiPod pod) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeString(10, pod.node());
        out.writeBool(11, pod.hostNetwork());
        out.flush();
        return bytes.toByteArray();
    }

    private static byte[] status(ApiPod pod) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeString(1, pod.phase());
        if (pod.sandbox() == Sandbox.GONE) {
            // PodCondition is type = 1 and status = 2, as an entry of a map is key = 1 and value = 2.
            out.writeByteArray(2, PodProtobuf.entry("PodReadyToStartContainers", "False"));
        }
        addresses(out, 5, 16, pod.hostIps());
        addresses(out, 6, 12, pod.ips());
        out.flush();
        return bytes.toByteArray();
    }

    /** The first address in a field of its own, all of them in another. */
    private static void addresses(CodedOutputStream out, int one, int several, List<String> ips) throws IOException {
        out.writeString(one, ips.isEmpty() ? "" : ips.get(0));
        for (String ip : ips) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            CodedOutputStream message = CodedOutputStream.newInstance(bytes);
            message.writeString(1, ip);
            message.flush();
            out.writeByteArray(several, bytes.toByteArray());
        }
    }
}
