package io.podwatcher.apiserver.pods;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Writes a pod that is given as JSON in Kubernetes' protobuf, as a Go server does: strings, numbers and booleans that
 * are no pointers in Go are written although they are empty. Fields that are not in the table become a field that
 * nobody knows, so that a pod weighs what it weighs. Immutable; any thread.
 */
public final class PodProtobuf {

    /**
     * Messages and their fields: name=number:type. The types are str, bool, int, time and int-or-string, strings and
     * quantities (maps), json (FieldsV1) or another message; with * for several, with ? for a pointer, which is left
     * out when it is missing, and with ^ for a message whose fields JSON has in place of it. From
     * k8s.io/api/core/v1/generated.proto and k8s.io/apimachinery/pkg/apis/meta/v1/generated.proto.
     */
    private static final Map<String, Map<String, Field>> MESSAGES = parse("""
            Pod metadata=1:ObjectMeta spec=2:PodSpec status=3:PodStatus
            ObjectMeta name=1:str generateName=2:str namespace=3:str selfLink=4:str uid=5:str resourceVersion=6:str \
            generation=7:int creationTimestamp=8:time deletionTimestamp=9:time? deletionGracePeriodSeconds=10:int? \
            labels=11:strings annotations=12:strings ownerReferences=13:OwnerReference* finalizers=14:str* \
            managedFields=17:ManagedFieldsEntry*
            OwnerReference kind=1:str name=3:str uid=4:str apiVersion=5:str controller=6:bool? blockOwnerDeletion=7:bool?
            ManagedFieldsEntry manager=1:str operation=2:str apiVersion=3:str time=4:time? fieldsType=6:str \
            fieldsV1=7:json? subresource=8:str
            PodSpec volumes=1:Volume* containers=2:Container* restartPolicy=3:str terminationGracePeriodSeconds=4:int? \
            activeDeadlineSeconds=5:int? dnsPolicy=6:str nodeSelector=7:strings serviceAccountName=8:str \
            serviceAccount=9:str nodeName=10:str hostNetwork=11:bool hostPID=12:bool hostIPC=13:bool \
            securityContext=14:PodSecurityContext? hostname=16:str subdomain=17:str schedulerName=19:str \
            initContainers=20:Container* tolerations=22:Toleration* priorityClassName=24:str priority=25:int? \
            enableServiceLinks=30:bool? preemptionPolicy=31:str?
            Volume name=1:str volumeSource=2:VolumeSource^
            VolumeSource emptyDir=2:EmptyDir? secret=6:Secret? configMap=19:ConfigMap? projected=26:Projected?
            EmptyDir medium=1:str
            Secret secretName=1:str items=2:KeyToPath* defaultMode=3:int? optional=4:bool?
            ConfigMap localObjectReference=1:Reference^ items=2:KeyToPath* defaultMode=3:int? optional=4:bool?
            Reference name=1:str
            KeyToPath key=1:str path=2:str mode=3:int?
            Projected sources=1:Projection* defaultMode=2:int?
            Projection downwardAPI=2:DownwardApi? configMap=3:ConfigMapProjection? serviceAccountToken=4:TokenProjection?
            ConfigMapProjection localObjectReference=1:Reference^ items=2:KeyToPath* optional=4:bool?
            TokenProjection audience=1:str expirationSeconds=2:int? path=3:str
            DownwardApi items=1:DownwardApiFile*
            DownwardApiFile path=1:str fieldRef=2:FieldRef? mode=4:int?
            FieldRef apiVersion=1:str fieldPath=2:str
            Container name=1:str image=2:str command=3:str* args=4:str* workingDir=5:str ports=6:Port* env=7:EnvVar* \
            resources=8:Resources volumeMounts=9:VolumeMount* livenessProbe=10:Probe? readinessProbe=11:Probe? \
            terminationMessagePath=13:str imagePullPolicy=14:str securityContext=15:SecurityContext? stdin=16:bool \
            stdinOnce=17:bool tty=18:bool terminationMessagePolicy=20:str startupProbe=22:Probe? restartPolicy=24:str?
            Port name=1:str hostPort=2:int containerPort=3:int protocol=4:str hostIP=5:str
            EnvVar name=1:str value=2:str valueFrom=3:EnvVarSource?
            EnvVarSource fieldRef=1:FieldRef? secretKeyRef=4:KeyRef?
            KeyRef localObjectReference=1:Reference^ key=2:str optional=3:bool?
            Resources limits=1:quantities requests=2:quantities
            VolumeMount name=1:str readOnly=2:bool mountPath=3:str subPath=4:str mountPropagation=5:str? subPathExpr=6:str
            Probe handler=1:ProbeHandler^ initialDelaySeconds=2:int timeoutSeconds=3:int periodSeconds=4:int \
            successThreshold=5:int failureThreshold=6:int
            ProbeHandler exec=1:Exec? httpGet=2:HttpGet? tcpSocket=3:TcpSocket?
            Exec command=1:str*
            HttpGet path=1:str port=2:int-or-string host=3:str scheme=4:str
            TcpSocket port=1:int-or-string host=2:str
            SecurityContext privileged=2:bool? runAsUser=4:int? runAsNonRoot=5:bool? readOnlyRootFilesystem=6:bool? \
            allowPrivilegeEscalation=7:bool? runAsGroup=8:int?
            PodSecurityContext runAsUser=2:int? runAsNonRoot=3:bool? fsGroup=5:int? runAsGroup=6:int?
            Toleration key=1:str operator=2:str value=3:str effect=4:str tolerationSeconds=5:int?
            PodStatus phase=1:str conditions=2:Condition* message=3:str reason=4:str hostIP=5:str podIP=6:str \
            startTime=7:time? containerStatuses=8:ContainerStatus* qosClass=9:str initContainerStatuses=10:ContainerStatus* \
            nominatedNodeName=11:str podIPs=12:Ip* hostIPs=16:Ip* observedGeneration=17:int
            Ip ip=1:str
            Condition type=1:str status=2:str lastProbeTime=3:time lastTransitionTime=4:time reason=5:str message=6:str \
            observedGeneration=7:int
            ContainerStatus name=1:str state=2:ContainerState lastState=3:ContainerState ready=4:bool restartCount=5:int \
            image=6:str imageID=7:str containerID=8:str started=9:bool?
            ContainerState running=2:Running?
            Running startedAt=1:time
            """);

    private static final int UNKNOWN_FIELD = 4000;

    /** Small, because there is one for each message. */
    private static final int BUFFER = 256;

    /** A field of a message; pointers and several are left out when they are missing. */
    private record Field(int number, String type, char kind) {

        private boolean isInline() {
            return kind == '^';
        }
    }

    private PodProtobuf() {}

    private static Map<String, Map<String, Field>> parse(String table) {
        Map<String, Map<String, Field>> messages = new HashMap<>();
        table.lines().forEach(line -> {
            String[] words = line.split(" +");
            Map<String, Field> fields = new LinkedHashMap<>();
            for (int i = 1; i < words.length; i++) {
                String[] parts = words[i].split("[=:]");
                char kind = parts[2].charAt(parts[2].length() - 1);
                boolean isMarked = "*?^".indexOf(kind) >= 0;
                String type = isMarked ? parts[2].substring(0, parts[2].length() - 1) : parts[2];
                fields.put(parts[0], new Field(Integer.parseInt(parts[1]), type, isMarked ? kind : ' '));
            }
            messages.put(words[0], fields);
        });
        return messages;
    }

    /** A whole pod. */
    public static byte[] pod(JsonNode pod) {
        return message("Pod", pod, Set.of());
    }

    /**
     * The fields of a message.
     *
     * @param without fields that are not written at all
     */
    static byte[] message(String name, JsonNode json, Set<String> without) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes, BUFFER);
            write(out, name, json, without);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(CodedOutputStream out, String name, JsonNode json, Set<String> without)
            throws IOException {
        Map<String, Field> fields = MESSAGES.get(name);
        Set<String> known = new HashSet<>(fields.keySet());
        for (Map.Entry<String, Field> entry : fields.entrySet()) {
            Field field = entry.getValue();
            if (field.isInline()) {
                known.addAll(MESSAGES.get(field.type()).keySet());
                out.writeByteArray(field.number(), message(field.type(), json, Set.of()));
            } else if (!without.contains(entry.getKey())) {
                write(out, field, json.path(entry.getKey()));
            }
        }
        boolean isInlined = name.equals("VolumeSource") || name.equals("Reference") || name.equals("ProbeHandler");
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            if (!isInlined && !known.contains(entry.getKey()) && !without.contains(entry.getKey())) {
                out.writeString(UNKNOWN_FIELD, entry.getKey() + entry.getValue());
            }
        }
    }

    private static void write(CodedOutputStream out, Field field, JsonNode json) throws IOException {
        if (field.kind() == '*') {
            for (JsonNode item : json) {
                writeOne(out, field, item);
            }
        } else if (field.type().equals("strings")) {
            for (Map.Entry<String, JsonNode> entry : json.properties()) {
                out.writeByteArray(
                        field.number(), entry(entry.getKey(), entry.getValue().asString("")));
            }
        } else if (field.type().equals("quantities")) {
            for (Map.Entry<String, JsonNode> entry : json.properties()) {
                out.writeByteArray(
                        field.number(),
                        quantity(entry.getKey(), entry.getValue().asString("")));
            }
        } else if (field.kind() == ' ' || !json.isMissingNode() && !json.isNull()) {
            writeOne(out, field, json);
        }
    }

    private static void writeOne(CodedOutputStream out, Field field, JsonNode json) throws IOException {
        int number = field.number();
        switch (field.type()) {
            case "str" -> out.writeString(number, json.asString(""));
            case "bool" -> out.writeBool(number, json.asBoolean(false));
            case "int" -> out.writeInt64(number, json.asLong(0));
            case "time" -> out.writeByteArray(number, time(json));
            case "int-or-string" -> out.writeByteArray(number, intOrString(json));
            case "json" -> out.writeByteArray(number, raw(json));
            default -> out.writeByteArray(number, message(field.type(), json, Set.of()));
        }
    }

    /** What writes one message. */
    private interface Writer {
        void write(CodedOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writer writer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes, BUFFER);
        writer.write(out);
        out.flush();
        return bytes.toByteArray();
    }

    static byte[] entry(String key, String value) throws IOException {
        return bytes(out -> {
            out.writeString(1, key);
            out.writeString(2, value);
        });
    }

    private static byte[] quantity(String key, String value) throws IOException {
        byte[] quantity = bytes(out -> out.writeString(1, value));
        return bytes(out -> {
            out.writeString(1, key);
            out.writeByteArray(2, quantity);
        });
    }

    private static byte[] intOrString(JsonNode json) throws IOException {
        return bytes(out -> {
            out.writeInt64(1, json.isString() ? 1 : 0);
            out.writeInt32(2, json.asInt(0));
            out.writeString(3, json.isString() ? json.asString("") : "");
        });
    }

    private static byte[] raw(JsonNode json) throws IOException {
        return bytes(out -> out.writeByteArray(1, json.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Go's zero time, null in JSON, is a message without fields. */
    private static byte[] time(JsonNode json) throws IOException {
        return json.isString() ? time(seconds(json.asString(""))) : new byte[0];
    }

    static byte[] time(long seconds) throws IOException {
        return bytes(out -> {
            out.writeInt64(1, seconds);
            out.writeInt32(2, 0);
        });
    }

    /** Also of years that have more than four digits, which Go writes without a sign. */
    private static long seconds(String rfc3339) {
        int year = rfc3339.indexOf('-', 1);
        LocalDateTime inYear2000 = LocalDateTime.parse("2000" + rfc3339.substring(year, rfc3339.length() - 1));
        return inYear2000.withYear(Integer.parseInt(rfc3339.substring(0, year))).toEpochSecond(ZoneOffset.UTC);
    }
}
