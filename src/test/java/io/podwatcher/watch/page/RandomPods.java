package io.podwatcher.watch.page;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Pods at random, in the JSON that Go writes of them: maps sorted by key, empty fields left out but for those without
 * omitempty, times in whole seconds.
 */
final class RandomPods {

    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "Running",
            "app.kubernetes.io/name",
            "<&>\u2028",
            "caf\u00e9 \u65e5\u672c \ud83d\ude80",
            "quote\" back\\slash",
            "tab\t nul\u0000",
            "x".repeat(300),
            "{\"nested\": [1, null]}");

    private final Random random;
    private final JsonMapper mapper = JsonMapper.shared();

    RandomPods(long seed) {
        this.random = new Random(seed);
    }

    ObjectNode pod() {
        ObjectNode pod = mapper.createObjectNode();
        metadata(pod.putObject("metadata"));
        spec(pod.putObject("spec"));
        status(pod.putObject("status"));
        if (maybe()) {
            pod.put("ofAnotherVersion", text());
        }
        return pod;
    }

    private void metadata(ObjectNode metadata) {
        optional(metadata, "name", pick("web-0", "", text()));
        optional(metadata, "generateName", text());
        optional(metadata, "namespace", pick("default", "kube-system", ""));
        optional(metadata, "uid", pick("3bd49e02-2b49-4f14-9c77-46726f130d9e", ""));
        optional(metadata, "resourceVersion", pick("", "1", "9223372036854775807"));
        time(metadata, "creationTimestamp");
        if (maybe()) {
            time(metadata, "deletionTimestamp");
            metadata.put("deletionGracePeriodSeconds", random.nextLong());
        }
        strings(metadata, "labels");
        strings(metadata, "annotations");
        if (maybe()) {
            ObjectNode annotations = metadata.withObject("/annotations");
            annotations.put("cni.projectcalico.org/podIP", pick("", "10.128.0.1/32"));
            annotations.put("cni.projectcalico.org/podIPs", pick("", "10.128.0.1/32"));
        }
        several(metadata, "ownerReferences", owner -> {
            owner.put("apiVersion", "apps/v1");
            owner.put("kind", pick("ReplicaSet", "Job", ""));
            owner.put("name", pick("web-1", ""));
            owner.put("uid", text());
            if (maybe()) {
                owner.put("controller", maybe());
            }
        });
        if (maybe()) {
            metadata.putArray("finalizers").add(text());
        }
        several(metadata, "managedFields", field -> {
            field.put("manager", text());
            field.putObject("fieldsV1").putObject("f:metadata");
        });
    }

    private void spec(ObjectNode spec) {
        optional(spec, "nodeName", pick("node-1", ""));
        optional(spec, "serviceAccountName", pick("default", ""));
        if (maybe()) {
            spec.put("hostNetwork", true);
        }
        if (maybe()) {
            spec.put("terminationGracePeriodSeconds", random.nextLong());
            spec.put("priority", random.nextInt());
        }
        several(spec, "volumes", volume -> volume.put("name", text()).putObject("emptyDir"));
        if (maybe()) {
            spec.putNull("containers");
        } else {
            several(spec, "containers", container -> {
                container.put("name", text());
                optional(container, "image", text());
                several(container, "ports", port -> {
                    if (maybe()) {
                        port.put("hostPort", random.nextInt());
                    }
                    port.put("containerPort", pick(0, 8080, -1, random.nextInt()));
                    optional(port, "protocol", pick("TCP", ""));
                });
                container.putObject("resources");
            });
        }
    }

    private void status(ObjectNode status) {
        if (random.nextInt(10) == 0) {
            return;
        }
        optional(status, "phase", pick("Pending", "Running", "Succeeded", "Failed", "Unknown", ""));
        several(status, "conditions", condition -> {
            condition.put("type", pick("Ready", "PodReadyToStartContainers", ""));
            condition.put("status", pick("True", "False", ""));
            time(condition, "lastProbeTime");
            time(condition, "lastTransitionTime");
            optional(condition, "reason", text());
            optional(condition, "message", text());
        });
        optional(status, "hostIP", pick("10.0.0.1", "fd00::1", ""));
        several(status, "hostIPs", ip -> ip.put("ip", pick("10.0.0.1", "")));
        optional(status, "podIP", pick("10.128.0.1", "fd00:0::1", "", "no address"));
        several(status, "podIPs", ip -> ip.put("ip", pick("10.128.0.1", "10.128.0.2", "fd00::1", "", "no address")));
        if (maybe()) {
            time(status, "startTime");
        }
        several(status, "containerStatuses", container -> {
            container.put("name", text());
            container.put("restartCount", random.nextInt());
        });
    }

    /** Go's zero time is null. */
    private void time(ObjectNode object, String name) {
        long second = pick(0L, -1L, 1_795_402_800L, random.nextInt() * 100L, random.nextInt() * 300L);
        LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        if (maybe() && maybe()) {
            object.putNull(name);
        } else if (time.getYear() >= 1) {
            object.put(
                    name,
                    "%04d-%02d-%02dT%02d:%02d:%02dZ"
                            .formatted(
                                    time.getYear(),
                                    time.getMonthValue(),
                                    time.getDayOfMonth(),
                                    time.getHour(),
                                    time.getMinute(),
                                    time.getSecond()));
        }
    }

    private void strings(ObjectNode object, String name) {
        Map<String, String> map = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(pick("pod-template-hash", "1", text()), pick("1", text()));
        }
        if (!map.isEmpty()) {
            ObjectNode node = object.putObject(name);
            map.forEach(node::put);
        }
    }

    private void several(ObjectNode object, String name, Consumer<ObjectNode> fill) {
        int count = random.nextInt(3);
        if (count > 0) {
            ArrayNode array = object.putArray(name);
            for (int i = 0; i < count; i++) {
                fill.accept(array.addObject());
            }
        }
    }

    private static void optional(ObjectNode object, String name, String value) {
        if (!value.isEmpty()) {
            object.put(name, value);
        }
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private boolean maybe() {
        return random.nextBoolean();
    }

    @SafeVarargs
    private <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }
}
