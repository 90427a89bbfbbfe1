package io.podwatcher.integration.faults;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.apiserver.pods.ApiPod.Sandbox;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What happens to the pods of a small cluster, at random: all that has ever confused a map of IPs. One thread. */
final class PodChurn {

    /** Few enough that they are given away again and again. */
    static final List<String> IPS = IntStream.range(0, 24)
            .mapToObj(i -> i < 18 ? "10.0.0." + (i + 1) : "fd00::" + Integer.toHexString(i))
            .toList();

    /** On this node a host-network pod runs all the time. */
    static final String NODE_IP = "192.168.0.1";

    /** On this one host-network pods start and end. */
    static final String OTHER_NODE_IP = "192.168.0.2";

    private static final String PREFIX = "churned-";
    private static final int MAX_PODS = 26;

    /** So many that a list has two pages, and that their changes reach the cache in more than one batch. */
    private static final int OTHER_PODS = 600;

    private final ApiServer server;
    private final Random random;
    private int names;
    private int uids;

    private enum Step {
        CREATE,
        CREATE_WITHOUT_IP,
        ASSIGN_IP,
        MOVE_TO_ANOTHER_IP,
        LOSE_IP,
        TERMINATE,
        DELETE,
        FINISH,
        REUSE_BEFORE_DELETION,
        REUSE_AFTER_DELETION,
        TAKE_THE_IP_OF_A_LIVE_POD,
        LOSE_SANDBOX,
        GET_SANDBOX,
        BE_RELEASED_BY_CALICO,
        NAME_THE_IP_OF_A_LIVE_POD_AS_A_NODES,
        RUN_ON_THE_USUAL_NODE,
        REPLACE_UNDER_THE_SAME_NAME,
        RELABEL,
        HOST_NETWORK,
        NOTHING_OF_PODS
    }

    PodChurn(ApiServer server, Random random) {
        this.server = server;
        this.random = random;
        server.put(
                ApiPod.running("kube-system", "proxy-1", "uid-proxy-1", NODE_IP).onHostNetwork());
    }

    /** Does something; returns what. */
    String step() {
        if (random.nextInt(60) == 0) {
            return "RELABEL_MANY " + relabelMany();
        }
        Step step = Step.values()[random.nextInt(Step.values().length)];
        if (pods(pod -> true).size() >= MAX_PODS && random.nextInt(2) == 0) {
            step = Step.DELETE;
        }
        return step + " " + apply(step);
    }

    private String apply(Step step) {
        return switch (step) {
            case CREATE -> put(created(freeIps(1 + random.nextInt(2))));
            case CREATE_WITHOUT_IP -> put(created().withPhase("Pending"));
            case ASSIGN_IP ->
                with(
                        pod -> pod.ips().isEmpty(),
                        pod -> put(pod.withIps(freeIps(1)).withPhase("Running")));
            case MOVE_TO_ANOTHER_IP -> with(this::isLive, pod -> put(pod.withIps(freeIps(1))));
            case LOSE_IP -> with(this::isLive, pod -> put(pod.withIps().withPhase("Failed")));
            case TERMINATE -> with(this::isLive, pod -> put(pod.beingDeleted()));
            case DELETE -> with(pod -> true, this::delete);
            case FINISH -> with(this::isLive, pod -> put(pod.withPhase(random.nextBoolean() ? "Succeeded" : "Failed")));
            case REUSE_BEFORE_DELETION -> with(pod -> hasIp(pod) && !isLive(pod), pod -> put(created(ips(pod))));
            case REUSE_AFTER_DELETION -> with(this::hasIp, pod -> delete(pod) + " " + put(created(ips(pod))));
            case TAKE_THE_IP_OF_A_LIVE_POD -> with(this::isLive, pod -> put(created(ips(pod))));
            case LOSE_SANDBOX -> with(this::isLive, pod -> put(pod.withSandbox(Sandbox.GONE)));
            case GET_SANDBOX -> with(pod -> pod.sandbox() == Sandbox.GONE, pod -> put(pod.withSandbox(Sandbox.READY)));
            // For a pod that is not terminating this means nothing.
            case BE_RELEASED_BY_CALICO -> with(this::hasIp, pod -> put(pod.withSandbox(Sandbox.RELEASED_BY_CALICO)));
            case NAME_THE_IP_OF_A_LIVE_POD_AS_A_NODES ->
                with(this::isLive, named -> with(pod -> true, pod -> put(pod.withHostIps(ips(named)))));
            case RUN_ON_THE_USUAL_NODE ->
                with(pod -> !pod.hostIps().equals(List.of(NODE_IP)), pod -> put(pod.withHostIps(NODE_IP)));
            case REPLACE_UNDER_THE_SAME_NAME ->
                with(
                        this::hasIp,
                        pod -> put(ApiPod.running(
                                pod.namespace(), pod.name(), uid(), random.nextBoolean() ? ips(pod) : freeIps(1))));
            case RELABEL -> with(pod -> true, pod -> put(pod.withLabels(Map.of("app", "v" + random.nextInt(1000)))));
            case HOST_NETWORK ->
                server.pod("kube-system", "proxy-2").isPresent()
                        ? delete(server.pod("kube-system", "proxy-2").get())
                        : put(ApiPod.running("kube-system", "proxy-2", uid(), OTHER_NODE_IP)
                                .onHostNetwork());
            case NOTHING_OF_PODS -> String.valueOf(server.advance());
        };
    }

    private String relabelMany() {
        Map<String, String> labels = Map.of("round", String.valueOf(random.nextInt(1000)));
        for (int i = 0; i < OTHER_PODS; i++) {
            server.put(ApiServer.generated(i).withLabels(labels));
        }
        return "@" + server.resourceVersion();
    }

    private ApiPod created(String... ips) {
        String namespace = random.nextBoolean() ? "default" : "other";
        return ApiPod.running(namespace, PREFIX + ++names, uid(), ips).withHostIps(NODE_IP);
    }

    private String uid() {
        return "uid-" + ++uids;
    }

    private String put(ApiPod pod) {
        return pod.uid() + " " + pod.namespace() + "/" + pod.name() + " " + pod.ips() + " @" + server.put(pod);
    }

    private String delete(ApiPod pod) {
        return pod.uid() + " @" + server.delete(pod.namespace(), pod.name()).orElseThrow();
    }

    private interface Change {
        String of(ApiPod pod);
    }

    private String with(Predicate<ApiPod> which, Change change) {
        List<ApiPod> pods = pods(which);
        return pods.isEmpty() ? "nothing" : change.of(pods.get(random.nextInt(pods.size())));
    }

    private List<ApiPod> pods(Predicate<ApiPod> which) {
        return server.pods().stream()
                .filter(pod -> pod.name().startsWith(PREFIX))
                .filter(which)
                .toList();
    }

    private boolean hasIp(ApiPod pod) {
        return !pod.ips().isEmpty();
    }

    private boolean isLive(ApiPod pod) {
        return hasIp(pod) && !pod.terminating() && pod.phase().equals("Running");
    }

    private static String[] ips(ApiPod pod) {
        return pod.ips().toArray(String[]::new);
    }

    /** Addresses that no pod has, as many as there are up to this number. */
    private String[] freeIps(int count) {
        Set<String> taken = new HashSet<>();
        server.pods().forEach(pod -> taken.addAll(pod.ips()));
        List<String> free = new ArrayList<>(IPS);
        free.removeAll(taken);
        Collections.shuffle(free, random);
        return free.stream().limit(count).toArray(String[]::new);
    }
}
