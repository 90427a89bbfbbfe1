package io.podwatcher.watch.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.model.Glob;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import io.podwatcher.model.Pod.Network;
import io.podwatcher.model.Pod.Stage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodReaderTest {

    private final PodReader reader = new PodReader(List.of(), new Truncations(new SimpleMeterRegistry()));

    @Test
    void podOfARealApiServerIsKnownByUidNameNamespaceNodeAndServiceAccount() {
        // When
        Pod pod = reader.read(Samples.pod());

        // Then
        assertThat(pod.uid()).isEqualTo("3bd49e02-2b49-4f14-9c77-46726f130d9e");
        assertThat(pod.namespace()).isEqualTo("load-000");
        assertThat(pod.name()).isEqualTo("amber-badger-0-62d82c07cd-00000");
        assertThat(pod.node()).isEqualTo("ip-10-0-0-10.eu-central-1.compute.internal");
        assertThat(pod.serviceAccount()).isEqualTo("amber-badger-0");
        assertThat(pod.ips()).isEqualTo(ips("10.128.0.0"));
        assertThat(pod.network()).isEqualTo(Network.POD);
        assertThat(pod.stage()).isEqualTo(Stage.LIVE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"metadata\": {\"uid\": \"u\"}}",
                "{\"metadata\": {\"uid\": \"u\"}, \"spec\": null, \"status\": null}",
                "{\"metadata\": {\"uid\": \"u\"}, \"spec\": {}, \"status\": {}}",
                "{\"metadata\": {\"uid\": \"u\"}, \"spec\": {\"containers\": null}, \"status\": {\"podIPs\": null}}",
            })
    void podOfWhichNothingIsKnownYetIsLiveWithoutIpsAndNode(String json) {
        // When
        Pod pod = reader.read(Samples.pod(json));

        // Then
        assertThat(pod.uid()).isEqualTo("u");
        assertThat(pod.node()).isEmpty();
        assertThat(pod.serviceAccount()).isEmpty();
        assertThat(pod.ips()).isEmpty();
        assertThat(pod.network()).isEqualTo(Network.POD);
        assertThat(pod.stage()).isEqualTo(Stage.LIVE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "10.0.0.1 | [] | 10.0.0.1",
                "10.0.0.1 | - | 10.0.0.1",
                "- | [{\"ip\": \"10.0.0.1\"}] | 10.0.0.1",
                "'' | [{\"ip\": \"10.0.0.1\"}] | 10.0.0.1",
                "10.0.0.1 | [{\"ip\": \"10.0.0.1\"}, {\"ip\": \"fd00::1\"}] | 10.0.0.1 fd00::1",
                // The first one is the pod's IP, whatever the order of the others.
                "fd00::1 | [{\"ip\": \"10.0.0.1\"}, {\"ip\": \"fd00::1\"}] | fd00::1 10.0.0.1",
                "- | [{\"ip\": \"fd00:0::1\"}, {\"ip\": \"fd00::1\"}] | fd00::1",
                "fd00:0:0::1 | [{\"ip\": \"FD00::1\"}] | fd00::1",
                "::ffff:10.0.0.1 | [{\"ip\": \"10.0.0.1\"}] | 10.0.0.1",
                "- | [null, {}, {\"ip\": null}, {\"ip\": \"10.0.0.1\"}] | 10.0.0.1",
            })
    void eachAddressOfBothFieldsIsReadOnce(String podIp, String podIps, String expected) {
        // Given
        String quoted = podIp == null ? "null" : '"' + podIp + '"';
        PodResource resource = Samples.pod("{\"metadata\": {\"uid\": \"u\"}, \"status\": {\"podIP\": " + quoted
                + ", \"podIPs\": " + podIps + "}}");

        // When
        Pod pod = reader.read(resource);

        // Then
        assertThat(pod.ips()).isEqualTo(ips(expected.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0", "010.0.0.1", "localhost", "10.0.0.1 ", "fe80::1%eth0", "[::1]", "10.0.0.256"})
    void textThatIsNotAnAddressIsIgnoredAndTheOthersKept(String bad) {
        // Given
        PodResource resource = Samples.pod("{\"metadata\": {\"uid\": \"u\"}, \"status\": {\"podIP\": \"" + bad
                + "\", \"podIPs\": [{\"ip\": \"" + bad + "\"}, {\"ip\": \"10.0.0.1\"}]}}");

        // When
        Pod pod = reader.read(resource);

        // Then
        assertThat(pod.ips()).isEqualTo(ips("10.0.0.1"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, LIVE",
                "Pending, -, LIVE",
                "Running, -, LIVE",
                "Unknown, -, LIVE",
                "Running, 2026-11-23T03:00:00Z, TERMINATING",
                "Pending, 2026-11-23T03:00:00Z, TERMINATING",
                "Succeeded, -, FINISHED",
                "Failed, -, FINISHED",
                "Failed, 2026-11-23T03:00:00Z, FINISHED",
            })
    void stageComesFromPhaseAndDeletion(String phase, String deletion, Stage expected) {
        // Given
        PodResource resource = Samples.pod(new JsonObject()
                .put("metadata", new JsonObject().put("uid", "u").put("deletionTimestamp", deletion))
                .put("status", new JsonObject().put("phase", phase))
                .encode());

        // When
        Pod pod = reader.read(resource);

        // Then
        assertThat(pod.stage()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"true, HOST", "false, POD", "null, POD"})
    void networkComesFromHostNetwork(String hostNetwork, Network expected) {
        // Given
        PodResource resource =
                Samples.pod("{\"metadata\": {\"uid\": \"u\"}, \"spec\": {\"hostNetwork\": " + hostNetwork + "}}");

        // When
        Pod pod = reader.read(resource);

        // Then
        assertThat(pod.network()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"False, NONE", "True, POD", "Unknown, POD", "'', POD"})
    void aPodHasNoNetworkWhileItIsNotReadyToStartContainers(String status, Network expected) {
        // Given
        PodResource resource = Samples.pod("{\"metadata\": {\"uid\": \"u\"}, \"status\": {\"podIP\": \"10.0.0.1\","
                + " \"conditions\": [null, {\"type\": \"Ready\", \"status\": \"False\"},"
                + " {\"type\": \"PodReadyToStartContainers\", \"status\": \"" + status + "\"}]}}");

        // When
        Pod pod = reader.read(resource);

        // Then
        assertThat(pod.network()).isEqualTo(expected);
        assertThat(pod.ips()).isEqualTo(ips("10.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{\"type\": \"Ready\", \"status\": \"False\"}]",
                "[{\"type\": \"PodReadyToStartContainers\"}]",
                "[{\"status\": \"False\"}]",
                "null",
            })
    void aPodOfWhichItsSandboxIsNotReportedHasItsNetwork(String conditions) {
        // When
        Pod pod = reader.read(
                Samples.pod("{\"metadata\": {\"uid\": \"u\"}, \"status\": {\"conditions\": " + conditions + "}}"));

        // Then
        assertThat(pod.network()).isEqualTo(Network.POD);
    }

    @Test
    void aHostNetworkPodWithoutSandboxStaysOnTheNetworkOfItsNode() {
        // When
        Pod pod = reader.read(Samples.pod("{\"metadata\": {\"uid\": \"u\"}, \"spec\": {\"hostNetwork\": true},"
                + " \"status\": {\"conditions\": "
                + "[{\"type\": \"PodReadyToStartContainers\", \"status\": \"False\"}]}}"));

        // Then
        assertThat(pod.network()).isEqualTo(Network.HOST);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "2026-11-23T03:00:00Z | {\"podIP\": \"\", \"podIPs\": \"\"} | NONE",
                // A running pod may have lost both to a mistake.
                "- | {\"podIP\": \"\", \"podIPs\": \"\"} | POD",
                // Not released, half released, or another CNI's pod.
                "2026-11-23T03:00:00Z | {\"podIP\": \"10.0.0.1/32\", \"podIPs\": \"10.0.0.1/32\"} | POD",
                "2026-11-23T03:00:00Z | {\"podIP\": \"\", \"podIPs\": \"fd00::1/128\"} | POD",
                "2026-11-23T03:00:00Z | {\"podIP\": \"10.0.0.1/32\", \"podIPs\": \"\"} | POD",
                "2026-11-23T03:00:00Z | {\"podIP\": \"\"} | POD",
                "2026-11-23T03:00:00Z | {\"podIPs\": \"\"} | POD",
                "2026-11-23T03:00:00Z | {\"podIP\": null, \"podIPs\": null} | POD",
                "2026-11-23T03:00:00Z | {} | POD",
            })
    void aTerminatingPodHasNoNetworkOnceCalicoHasReleasedItsIps(String deletion, String calico, Network expected) {
        // Given
        JsonObject annotations = new JsonObject();
        new JsonObject(calico)
                .forEach(entry -> annotations.put("cni.projectcalico.org/" + entry.getKey(), entry.getValue()));
        PodResource resource = Samples.pod(new JsonObject()
                .put(
                        "metadata",
                        new JsonObject()
                                .put("uid", "u")
                                .put("annotations", annotations)
                                .put("deletionTimestamp", deletion))
                .encode());

        // When
        Pod pod = reader.read(resource);

        // Then
        assertThat(pod.network()).isEqualTo(expected);
    }

    @Test
    void theAddressesOfTheNodeComeFromBothFieldsAndAreSharedByItsPods() {
        // Given
        String json = "{\"metadata\": {\"uid\": \"u\"}, \"status\": {\"hostIP\": \"192.168.1.1\","
                + " \"hostIPs\": [{\"ip\": \"192.168.1.1\"}, null, {\"ip\": \"fd00::1\"}, {\"ip\": \"010.0.0.1\"}]}}";

        // When
        List<IpAddress> one = reader.read(Samples.pod(json)).hostIps();
        List<IpAddress> other = reader.read(Samples.pod(json)).hostIps();

        // Then
        assertThat(one).isEqualTo(ips("192.168.1.1", "fd00::1"));
        assertThat(other).isSameAs(one);
        assertThat(reader.read(Samples.pod("{\"metadata\": {\"uid\": \"u\"}}")).hostIps())
                .isEmpty();
    }

    @Test
    void excludedAnnotationsAreNotServed() {
        // Given
        PodReader reader = new PodReader(
                List.of(Glob.parse("prometheus.io/*"), Glob.parse("checksum")),
                new Truncations(new SimpleMeterRegistry()));

        // When
        JsonObject annotations = annotations(reader.read(Samples.pod()));

        // Then
        assertThat(annotations.fieldNames())
                .containsExactlyInAnyOrder(
                        "checksum/config",
                        "cluster-autoscaler.kubernetes.io/safe-to-evict",
                        "example.com/iam-role",
                        "kubectl.kubernetes.io/restartedAt",
                        "sidecar.example.com/status");
    }

    @Test
    void labelsAreServedWhateverAnnotationsAreExcluded() {
        // Given
        PodReader reader = new PodReader(List.of(Glob.parse("*")), new Truncations(new SimpleMeterRegistry()));

        // When
        JsonObject json =
                new JsonObject(Buffer.buffer(reader.read(Samples.pod()).json()));

        // Then
        assertThat(json.getJsonObject("annotations")).isEmpty();
        assertThat(json.getJsonObject("labels")).hasSize(10);
    }

    private static JsonObject annotations(Pod pod) {
        return new JsonObject(Buffer.buffer(pod.json())).getJsonObject("annotations");
    }

    private static List<IpAddress> ips(String... texts) {
        return Stream.of(texts).map(text -> IpAddress.parse(text).orElseThrow()).toList();
    }
}
