package io.podwatcher.manifests.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.manifests.Manifest;
import io.podwatcher.manifests.helm.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of src/docs/upgrade.md that show what is left after a removal find everything. */
class UpgradePageTest {

    private static final String OPTIONS = """
            namespace: {create: true}
            networkPolicy: {enabled: true}
            prometheus: {serviceMonitor: true, rules: true, dashboard: true}
            """;

    private static Chart chart;

    /** The words of these commands. */
    private final Set<String> shown;

    @BeforeAll
    static void packageTheChart(@TempDir Path folder) {
        chart = Chart.packaged(folder);
    }

    UpgradePageTest() throws IOException {
        shown = new TreeSet<>();
        Files.readAllLines(Path.of("src", "docs", "upgrade.md")).stream()
                .filter(line -> line.startsWith("kubectl get "))
                .forEach(line -> shown.addAll(Arrays.asList(line.split("[ ,]"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hpa: {enabled: true}", "nodeLocal: true", "history: {database: h2}", "singleNamespace: true"})
    void eachKindThatAnInstallationMakesIsLookedFor(String values) throws IOException {
        // When
        Manifest manifest = chart.render("pod-watcher", OPTIONS + values);

        // Then
        assertThat(manifest.kinds())
                .allSatisfy(kind ->
                        assertThat(shown).contains(kind.toLowerCase(Locale.ROOT).replaceAll("y$", "ie") + "s"));
        assertThat(manifest.documents())
                .allSatisfy(document -> assertThat(document.getMetadata().getLabels())
                        .as("is found by the label")
                        .containsEntry("app", "pod-watcher"));
    }

    @Test
    void theVolumeOfTheHistoryIsLookedFor() {
        // When // Then
        assertThat(shown).contains("persistentvolumeclaims");
    }
}
