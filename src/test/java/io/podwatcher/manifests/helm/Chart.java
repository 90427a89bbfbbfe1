package io.podwatcher.manifests.helm;

import com.marcnuri.helm.Helm;
import io.podwatcher.manifests.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The chart, packaged as a release packages it, and rendered by Helm.
 *
 * @param folder a temporary one, with the package and the values
 */
public record Chart(Path folder) {

    static final Path SOURCE = Path.of("manifests", "helm", "pod-watcher");

    /** The newest that the chart has to work with; this Helm has no default of its own. */
    private static final String KUBERNETES = "1.34.0";

    public static Chart packaged(Path folder) {
        new Helm(SOURCE.toAbsolutePath()).packageIt().withDestination(folder).call();
        return new Chart(folder);
    }

    /** The one file that was packaged. */
    String archive() throws IOException {
        try (var files = Files.newDirectoryStream(folder, "*.tgz")) {
            return files.iterator().next().toString();
        }
    }

    /** What {@code helm install} creates; throws what Helm says when it refuses the values. */
    public Manifest render(String namespace, String values) throws IOException {
        String rendered = Helm.template(archive())
                .withName("a-release")
                .withNamespace(namespace)
                .withKubeVersion(KUBERNETES)
                .withValuesFile(write(values))
                .call();
        return Manifest.parse(rendered.substring("---\n".length()));
    }

    /** What {@code helm install} prints. */
    String notes(String namespace, String values) throws IOException {
        String printed = Helm.install(archive())
                .withName("a-release")
                .withNamespace(namespace)
                .withKubeVersion(KUBERNETES)
                .withValuesFile(write(values))
                .clientOnly()
                .dryRun()
                .call()
                .getOutput();
        return printed.substring(printed.indexOf("NOTES:"));
    }

    private Path write(String values) throws IOException {
        return Files.writeString(folder.resolve("values.yaml"), values);
    }
}
