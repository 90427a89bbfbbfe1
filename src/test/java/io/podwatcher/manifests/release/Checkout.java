package io.podwatcher.manifests.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The files of the repository that name the version or the image, here or in a copy.
 *
 * @param root the folder with the pom
 */
record Checkout(Path root) {

    private static final List<String> INSTALLS = List.of(
            "manifests/install.yaml",
            "manifests/install-fission.yaml",
            "manifests/install-single-namespace.yaml",
            "manifests/install-node-local.yaml");

    /** The outcome of a script, with all that it has printed. */
    record Outcome(int exitCode, String printed) {}

    static Checkout here() {
        return new Checkout(Path.of("").toAbsolutePath());
    }

    /** A copy in this folder, which is there already, without what has been built. */
    static Checkout copy(Path folder) throws IOException {
        for (String part : List.of("pom.xml", "Dockerfile", "LICENSE", "README.md", ".ci", "manifests")) {
            Command.output(List.of("cp", "-a", part, folder.toString()));
        }
        Path sources = Files.createDirectory(folder.resolve("src"));
        Command.output(List.of("cp", "-a", "src/docs", "src/kubectl", sources.toString()));
        return new Checkout(folder);
    }

    /** Adds what mvn package has built. */
    void build() throws IOException {
        Path target = Files.createDirectory(root.resolve("target"));
        Command.output(
                List.of("cp", "-a", "target/pod-watcher.jar", "target/lib", "target/bom.json", target.toString()));
    }

    Outcome run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), printed);
    }

    /** The version by the place that names it. */
    Map<String, String> versions() throws IOException {
        Map<String, String> versions = new LinkedHashMap<>();
        put(versions, "pom.xml", "<artifactId>pod-watcher</artifactId>\\s*<version>(.*)</version>");
        put(versions, "Dockerfile", "ARG VERSION=(.*)\n");
        put(versions, "manifests/base/kustomization.yaml", "newTag: \"(.*)\"");
        put(versions, "manifests/labels/kustomization.yaml", "app.kubernetes.io/version: \"(.*)\"");
        put(versions, "manifests/helm/pod-watcher/Chart.yaml", "\nversion: (.*)\n", "\nappVersion: \"(.*)\"\n");
        put(versions, "manifests/helm/pod-watcher/README.md", "--version (\\S+)");
        put(versions, "src/docs/proxies/caddy-with-pod-watcher.yaml", "image: \\S*pod-watcher:(.*)");
        put(versions, "src/docs/deploy.md", "pod-watcher:(\\d+[.]\\d+[.]\\d+[^\\s`]*)");
        put(versions, "src/docs/upgrade.md", "--version (\\S+)", "\\?ref=v([^']+)'");
        put(versions, "src/docs/gitops/kustomization.yaml", "\\?ref=v(.*)");
        put(versions, "src/docs/gitops/argocd.yaml", "targetRevision: v(.*)");
        put(versions, "src/docs/gitops/argocd-helm.yaml", "targetRevision: (.*)");
        put(versions, "src/docs/gitops/flux.yaml", "tag: v(.*)");
        put(versions, "src/docs/gitops/flux-helm.yaml", "tag: (.*)");
        for (String install : INSTALLS) {
            put(versions, install, "app.kubernetes.io/version: (.*)", "image: \\S*:(.*)");
        }
        return versions;
    }

    /** The name of the image by the place that has it. */
    Map<String, String> images() throws IOException {
        Map<String, String> images = new LinkedHashMap<>();
        put(images, "manifests/base/kustomization.yaml", "newName: (.*)");
        put(images, "manifests/helm/pod-watcher/values.yaml", "repository: (.*)");
        put(images, "src/docs/proxies/caddy-with-pod-watcher.yaml", "image: (\\S*pod-watcher):");
        put(
                images,
                "src/docs/deploy.md",
                "images:\n *- name: (.*)\n",
                "docker build -t (\\S*):",
                "docker-image (\\S*):");
        for (String install : INSTALLS) {
            put(images, install, "image: (\\S*):");
        }
        return images;
    }

    String text(String file) throws IOException {
        return Files.readString(root.resolve(file));
    }

    private void put(Map<String, String> found, String file, String... patterns) throws IOException {
        for (String pattern : patterns) {
            List<String> matches = Pattern.compile(pattern)
                    .matcher(text(file))
                    .results()
                    .map(match -> match.group(1))
                    .toList();
            assertThat(matches).as("%s in %s", pattern, file).isNotEmpty();
            for (String match : matches) {
                found.put(file + ", place " + (found.size() + 1), match);
            }
        }
    }
}
