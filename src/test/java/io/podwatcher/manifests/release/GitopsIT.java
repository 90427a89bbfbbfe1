package io.podwatcher.manifests.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.podwatcher.Command;
import io.podwatcher.manifests.Kustomize;
import io.podwatcher.manifests.Manifest;
import io.podwatcher.manifests.helm.Chart;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the examples in src/docs/gitops install, each rendered as its tool does it, but from this checkout. */
class GitopsIT {

    private static final Path EXAMPLES = Path.of("src", "docs", "gitops");
    private static final String ALLOWED = "namespace:pod-watcher,serviceaccount:media/jellyfin";

    @TempDir
    private Path folder;

    @Test
    void theManifestsOfATagCanBeTheBaseOfAKustomization() throws IOException {
        // Given
        Kustomize.assumeIsThere("the example of a remote base was not tried");
        Path repository = Files.createDirectory(folder.resolve("repository"));
        Command.output(List.of("cp", "-a", "manifests", repository.toString()));
        String example = Files.readString(EXAMPLES.resolve("kustomization.yaml"));
        git(repository, "init", "--quiet");
        git(repository, "add", "manifests");
        git(repository, "-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "--quiet", "-m", "Release");
        git(repository, "tag", example.replaceAll("(?s).*/base\\?ref=(\\S+).*", "$1"));
        Path own = Files.createDirectory(folder.resolve("own"));
        Files.writeString(
                own.resolve("kustomization.yaml"),
                example.replace("https://github.com/OWNER/pod-watcher", "file://" + repository));

        // When
        Manifest manifest = Manifest.parse(Kustomize.render(own));

        // Then
        assertInstalled(manifest);
        assertThat(manifest.kinds()).contains("Namespace");
    }

    @ParameterizedTest
    @CsvSource({"argocd.yaml, Application", "flux.yaml, Kustomization"})
    void theManifestsAreInstalledWithComponentsAndPatches(String file, String kind) throws IOException {
        // Given
        Kustomize.assumeIsThere(file + " was not tried");
        JsonObject spec = example(file, kind).getJsonObject("spec");
        JsonObject source = spec.getJsonObject("source", spec);
        JsonObject options = source.getJsonObject("kustomize", spec);
        Command.output(List.of("cp", "-a", "manifests", folder.toString()));
        Path base = folder.resolve(source.getString("path"));

        // When
        Path kustomization = base.resolve("kustomization.yaml");
        JsonObject merged = json(Files.readString(kustomization));
        merged.getJsonArray("components").addAll(options.getJsonArray("components"));
        merged.put("patches", options.getJsonArray("patches"));
        Files.writeString(kustomization, merged.encode());
        Manifest manifest = Manifest.parse(Kustomize.render(base));

        // Then
        assertInstalled(manifest);
    }

    @ParameterizedTest
    @CsvSource({"argocd-helm.yaml, Application", "flux-helm.yaml, HelmRelease"})
    void theChartIsInstalledWithValues(String file, String kind) throws IOException {
        // Given
        JsonObject spec = example(file, kind).getJsonObject("spec");
        JsonObject values = kind.equals("Application")
                ? spec.getJsonObject("source").getJsonObject("helm").getJsonObject("valuesObject")
                : spec.getJsonObject("values");

        // When
        Manifest manifest = Chart.packaged(folder).render("pod-watcher", values.encode());

        // Then
        assertInstalled(manifest);
    }

    private static void assertInstalled(Manifest manifest) {
        assertThat(manifest.variable("ALLOWED_CLIENTS").getValue()).isEqualTo(ALLOWED);
        assertThat(manifest.kinds()).contains("Deployment", "ServiceMonitor", "PrometheusRule", "ConfigMap");
    }

    /** The only object of this kind in an example. */
    private static JsonObject example(String file, String kind) throws IOException {
        return Arrays.stream(Files.readString(EXAMPLES.resolve(file)).split("(?m)^---$"))
                .map(GitopsIT::json)
                .filter(document -> document.getString("kind").equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static JsonObject json(String yaml) {
        return new JsonObject(Serialization.asJson(Serialization.unmarshal(yaml, Map.class)));
    }

    private static void git(Path repository, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        Command.output(command);
    }
}
