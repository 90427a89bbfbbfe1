package io.podwatcher.watch.page;

import static io.podwatcher.watch.page.ProtobufMessage.BYTES;

import io.podwatcher.watch.pod.PodResource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the status of a pod. The numbers of the fields are those of k8s.io/api/core/v1/generated.proto (PodStatus,
 * PodIP, HostIP, PodCondition). One thread per message.
 */
final class ProtobufStatus {

    private static final int PHASE = 1 << 3 | BYTES;
    private static final int CONDITIONS = 2 << 3 | BYTES;
    private static final int HOST_IP = 5 << 3 | BYTES;
    private static final int POD_IP = 6 << 3 | BYTES;
    private static final int START_TIME = 7 << 3 | BYTES;
    private static final int POD_IPS = 12 << 3 | BYTES;
    private static final int HOST_IPS = 16 << 3 | BYTES;

    private static final int IP_IP = 1 << 3 | BYTES;

    private static final int CONDITION_TYPE = 1 << 3 | BYTES;
    private static final int CONDITION_STATUS = 2 << 3 | BYTES;
    private static final int CONDITION_REASON = 5 << 3 | BYTES;
    private static final int CONDITION_MESSAGE = 6 << 3 | BYTES;

    private ProtobufStatus() {}

    /** Reads the message whose tag has been read. */
    static PodResource.Status read(ProtobufMessage message) throws IOException {
        String phase = null;
        String podIp = null;
        List<PodResource.PodIp> podIps = new ArrayList<>();
        String hostIp = null;
        List<PodResource.PodIp> hostIps = new ArrayList<>();
        String startTime = null;
        List<PodResource.Condition> conditions = new ArrayList<>();
        int outer = message.begin();
        for (int tag = message.next(); tag != 0; tag = message.next()) {
            switch (tag) {
                case PHASE -> phase = message.stringOrNull();
                case CONDITIONS -> conditions.add(condition(message));
                case HOST_IP -> hostIp = message.stringOrNull();
                case POD_IP -> podIp = message.stringOrNull();
                case START_TIME -> startTime = ProtobufTime.read(message);
                case POD_IPS -> podIps.add(new PodResource.PodIp(ip(message)));
                case HOST_IPS -> hostIps.add(new PodResource.PodIp(ip(message)));
                default -> message.skip(tag);
            }
        }
        message.end(outer);
        return new PodResource.Status(phase, podIp, podIps, hostIp, hostIps, startTime, conditions);
    }

    private static PodResource.Condition condition(ProtobufMessage message) throws IOException {
        String type = "";
        String status = "";
        String reason = null;
        String text = null;
        int outer = message.begin();
        for (int tag = message.next(); tag != 0; tag = message.next()) {
            switch (tag) {
                case CONDITION_TYPE -> type = message.string();
                case CONDITION_STATUS -> status = message.string();
                case CONDITION_REASON -> reason = message.stringOrNull();
                case CONDITION_MESSAGE -> text = message.stringOrNull();
                default -> message.skip(tag);
            }
        }
        message.end(outer);
        return new PodResource.Condition(type, status, reason, text);
    }

    private static String ip(ProtobufMessage message) throws IOException {
        int outer = message.begin();
        String ip = message.only(IP_IP);
        message.end(outer);
        return ip == null ? "" : ip;
    }
}
