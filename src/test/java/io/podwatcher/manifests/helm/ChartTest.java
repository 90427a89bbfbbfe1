package io.podwatcher.manifests.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.podwatcher.manifests.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The chart makes what the files make that kubectl applies, and says what to do next. */
class ChartTest {

    /** A file of manifests, and the values that are its equivalent. */
    private record Equivalent(String install, String values) {}

    private static final List<Equivalent> EQUIVALENTS = List.of(
            new Equivalent("install", ""),
            new Equivalent("install-node-local", "nodeLocal: true"),
            new Equivalent("install-fission", """
                    fission: {enabled: true}
                    trustedProxies: [serviceaccount:ingress/caddy]
                    """));

    private static Chart chart;

    @BeforeAll
    static void packageIt(@TempDir Path folder) {
        chart = Chart.packaged(folder);
    }

    @Test
    void helmFindsNothingWrongWithIt() {
        // When
        LintResult result =
                new Helm(Chart.SOURCE.toAbsolutePath()).lint().strict().call();

        // Then
        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }

    @ParameterizedTest
    @FieldSource("EQUIVALENTS")
    void itMakesWhatTheFileHas(Equivalent equivalent) throws IOException {
        // When
        Manifest rendered = chart.render("pod-watcher", equivalent.values() + "\nnamespace: {create: true}");

        // Then
        assertThat(rendered.documents())
                .containsExactlyInAnyOrderElementsOf(
                        Manifest.install(equivalent.install()).documents());
    }

    @Test
    void inASingleNamespaceItMakesWhatTheFileHasThereIncludingWhatKubectlAdds() throws IOException {
        // Given
        Manifest installed = Manifest.install("install-single-namespace").inNamespace("team");

        // When
        Manifest rendered = chart.render("team", "singleNamespace: true");

        // Then
        assertThat(rendered.documents()).containsExactlyInAnyOrderElementsOf(installed.documents());
    }

    /** Helm keeps its own record in the namespace, so it has to be there before. */
    @Test
    void theNamespaceIsLeftToHelm() throws IOException {
        // When // Then
        assertThat(chart.render("pod-watcher", "").kinds()).doesNotContain("Namespace");
    }

    @Test
    void theNotesSayTheNextCommands() throws IOException {
        // When
        String notes = chart.notes("edge", "history: {database: h2}\ntls: {enabled: true, secretName: certificate}");

        // Then
        assertThat(notes)
                .contains(
                        "kubectl -n edge rollout status statefulset/pod-watcher",
                        "kubectl -n edge port-forward statefulset/pod-watcher 8080",
                        "kubectl label namespace edge pod-security.kubernetes.io/enforce=restricted",
                        "https://pod-watcher.edge:8080",
                        "until these Secrets are there: certificate.",
                        "until allowedClients names them");
    }
}
