package io.podwatcher.cache;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.cache.index.AnswerBudget;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import io.podwatcher.model.Pod.Network;
import io.podwatcher.model.Pod.Stage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Pods for tests, told apart by what the test is about. */
public final class Pods {

    private Pods() {}

    /** For tests that are not about memory. */
    public static AnswerBudget unlimited() {
        return new AnswerBudget(Long.MAX_VALUE, new SimpleMeterRegistry());
    }

    public static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    public static List<IpAddress> ips(String... texts) {
        return Arrays.stream(texts).map(Pods::ip).toList();
    }

    public static Pod live(String uid, String... ips) {
        return pod(uid, "default", Network.POD, Stage.LIVE, ips);
    }

    public static Pod terminating(String uid, String... ips) {
        return pod(uid, "default", Network.POD, Stage.TERMINATING, ips);
    }

    public static Pod finished(String uid, String... ips) {
        return pod(uid, "default", Network.POD, Stage.FINISHED, ips);
    }

    public static Pod hostNetwork(String uid, String... ips) {
        return pod(uid, "kube-system", Network.HOST, Stage.LIVE, ips);
    }

    public static Pod withoutNetwork(String uid, String... ips) {
        return pod(uid, "default", Network.NONE, Stage.LIVE, ips);
    }

    public static Pod inNamespace(String namespace, String uid, String... ips) {
        return pod(uid, namespace, Network.POD, Stage.LIVE, ips);
    }

    public static Pod pod(String uid, String namespace, Network network, Stage stage, String... ips) {
        return withLabels(uid, namespace, network, stage, ips(ips), "{\"app\":\"" + uid + "\"}");
    }

    /** The same pod on a node that has these addresses. */
    public static Pod onNode(Pod pod, String... hostIps) {
        return onNode(pod, ips(hostIps));
    }

    public static Pod onNode(Pod pod, List<IpAddress> hostIps) {
        return new Pod(
                pod.uid(),
                pod.namespace(),
                pod.name(),
                pod.node(),
                pod.serviceAccount(),
                pod.ips(),
                hostIps,
                pod.network(),
                pod.stage(),
                pod.json());
    }

    public static Pod withLabels(
            String uid, String namespace, Network network, Stage stage, List<IpAddress> ips, String labels) {
        String json = "{\"name\":\"" + uid + "\",\"containers\":[{\"labels\":1}],\"labels\":" + labels + "}";
        return withJson(uid, namespace, network, stage, ips, json.getBytes(StandardCharsets.UTF_8));
    }

    public static Pod withJson(String uid, byte[] json, String... ips) {
        List<IpAddress> addresses = Arrays.stream(ips).map(Pods::ip).toList();
        return withJson(uid, "default", Network.POD, Stage.LIVE, addresses, json);
    }

    private static Pod withJson(
            String uid, String namespace, Network network, Stage stage, List<IpAddress> ips, byte[] json) {
        return new Pod(uid, namespace, uid, "node", "default", ips, List.of(), network, stage, json);
    }

    /** With an answer whose annotations have this many characters. */
    public static Pod annotated(String uid, int characters, String... ips) {
        String json = "{\"uid\":\"" + uid + "\",\"labels\":{},\"annotations\":{\"a\":\"" + "x".repeat(characters)
                + "\"},\"conditions\":[],\"containers\":[]}";
        return withJson(uid, json.getBytes(StandardCharsets.UTF_8), ips);
    }
}
