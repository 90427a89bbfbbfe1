package io.podwatcher.e2e;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Fission's own CRDs, from the files of a release that {@code -Dfission.crds} names, and objects of them. Removes on
 * closing what it has made. On the thread of a test.
 */
final class FissionKinds implements AutoCloseable {

    static final String FOLDER = "fission.crds";

    private static final List<String> KINDS = List.of("httptriggers.fission.io", "functions.fission.io");

    private final KubernetesClient client;

    FissionKinds(KubernetesClient client) {
        this.client = client;
    }

    /** Whether the cluster has Fission already; these tests would disturb it. */
    boolean areThere() {
        return KINDS.stream().anyMatch(name -> definition(name) != null);
    }

    private CustomResourceDefinition definition(String name) {
        return client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(name)
                .get();
    }

    void install() {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty(FOLDER)))) {
            files.map(this::read)
                    .filter(definition ->
                            KINDS.contains(definition.getMetadata().getName()))
                    .forEach(definition -> client.resource(definition).create());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().until(() -> KINDS.stream().allMatch(this::isServed));
    }

    private CustomResourceDefinition read(Path file) {
        try {
            return client.getKubernetesSerialization()
                    .unmarshal(Files.readString(file), CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isServed(String name) {
        CustomResourceDefinition definition = definition(name);
        return definition != null
                && definition.getStatus() != null
                && definition.getStatus().getConditions() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                "Established".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    /** A function of this name. */
    void function(String namespace, String name) {
        create("""
                apiVersion: fission.io/v1
                kind: Function
                metadata: {namespace: %s, name: %s}
                spec:
                  environment: {namespace: %1$s, name: nodejs}
                  package: {packageref: {namespace: %1$s, name: code}}
                  InvokeStrategy:
                    StrategyType: execution
                    ExecutionStrategy: {ExecutorType: poolmgr, MinScale: 0, MaxScale: 1, SpecializationTimeout: 120}
                """.formatted(namespace, name));
    }

    /** A GET trigger with this prefix for the function of the same name. */
    void trigger(String namespace, String name, String prefix) {
        create("""
                apiVersion: fission.io/v1
                kind: HTTPTrigger
                metadata: {namespace: %s, name: %s}
                spec:
                  relativeurl: ""
                  prefix: %s
                  methods: [GET]
                  functionref: {type: name, name: %2$s}
                """.formatted(namespace, name, prefix));
    }

    private void create(String yaml) {
        client.resource(client.getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class))
                .create();
    }

    /** Says at a trigger who else may call. */
    void annotate(String namespace, String name, String allowed) {
        client.genericKubernetesResources("fission.io/v1", "HTTPTrigger")
                .inNamespace(namespace)
                .withName(name)
                .edit(trigger -> {
                    trigger.getMetadata().getAnnotations().put("pod-watcher/allow", allowed);
                    return trigger;
                });
    }

    void deleteTrigger(String namespace, String name) {
        client.genericKubernetesResources("fission.io/v1", "HTTPTrigger")
                .inNamespace(namespace)
                .withName(name)
                .delete();
    }

    /**
     * With the definitions the API server removes their objects; that fails at first if the kinds have just been made,
     * and is tried again a minute later.
     */
    @Override
    public void close() {
        KINDS.forEach(name -> client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(name)
                .delete());
        await().atMost(Duration.ofMinutes(3)).until(() -> !areThere());
    }
}
