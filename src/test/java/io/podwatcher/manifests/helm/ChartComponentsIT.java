package io.podwatcher.manifests.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.manifests.Kustomize;
import io.podwatcher.manifests.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** With values, the chart makes what kustomize makes of the same components, object by object. */
class ChartComponentsIT {

    /** Components of an installation, and the values that are their equivalent. */
    private record Equivalent(String installation, List<String> components, String values) {}

    private static final List<Equivalent> EQUIVALENTS = List.of(
            new Equivalent("base", List.of("hpa"), "hpa: {enabled: true}"),
            new Equivalent("base", List.of("network-policy"), "networkPolicy: {enabled: true}"),
            new Equivalent(
                    "base", List.of("prometheus"), "prometheus: {serviceMonitor: true, rules: true, dashboard: true}"),
            new Equivalent("base", List.of("tls"), "tls: {enabled: true}"),
            new Equivalent("base", List.of("tokens"), "tokens: {enabled: true}"),
            new Equivalent("base", List.of("history"), "history: {database: h2}"),
            new Equivalent("base", List.of("history-postgresql"), "history: {database: postgresql}"),
            new Equivalent("base", List.of("hpa", "fission", "history-postgresql", "prometheus", "tokens", "tls"), """
                    hpa: {enabled: true}
                    fission: {enabled: true}
                    trustedProxies: [serviceaccount:ingress/caddy]
                    history: {database: postgresql}
                    prometheus: {serviceMonitor: true, rules: true, dashboard: true}
                    tokens: {enabled: true}
                    tls: {enabled: true}
                    """),
            new Equivalent("base", List.of("fission", "history", "network-policy", "tokens", "tls"), """
                    fission: {enabled: true}
                    trustedProxies: [serviceaccount:ingress/caddy]
                    history: {database: h2}
                    networkPolicy: {enabled: true}
                    tokens: {enabled: true}
                    tls: {enabled: true}
                    """),
            new Equivalent("node-local", List.of("prometheus", "tokens", "tls"), """
                    nodeLocal: true
                    prometheus: {serviceMonitor: true, rules: true, dashboard: true}
                    tokens: {enabled: true}
                    tls: {enabled: true}
                    """),
            new Equivalent(
                    "single-namespace", List.of("history", "network-policy", "prometheus", "tokens", "tls"), """
                    singleNamespace: true
                    history: {database: h2}
                    networkPolicy: {enabled: true}
                    prometheus: {serviceMonitor: true, rules: true, dashboard: true}
                    tokens: {enabled: true}
                    tls: {enabled: true}
                    """),
            new Equivalent("single-namespace", List.of("hpa", "history-postgresql"), """
                    singleNamespace: true
                    hpa: {enabled: true}
                    history: {database: postgresql}
                    """),
            new Equivalent("node-local", List.of("network-policy"), """
                    nodeLocal: true
                    networkPolicy: {enabled: true}
                    """));

    private static Chart chart;

    @TempDir
    private Path folder;

    @BeforeAll
    static void packageIt(@TempDir Path folder) {
        Kustomize.assumeIsThere("the chart was not compared with the components");
        chart = Chart.packaged(folder);
    }

    @ParameterizedTest
    @FieldSource("EQUIVALENTS")
    void itMakesWhatKustomizeMakes(Equivalent equivalent) throws IOException {
        // Given
        Manifest combined = Kustomize.combine(folder, equivalent.installation(), equivalent.components())
                .inNamespace("pod-watcher");

        // When
        Manifest rendered = chart.render("pod-watcher", equivalent.values());

        // Then
        assertThat(rendered.documents())
                .containsExactlyInAnyOrderElementsOf(combined.documents().stream()
                        .filter(document -> !document.getKind().equals("Namespace"))
                        .toList());
    }
}
