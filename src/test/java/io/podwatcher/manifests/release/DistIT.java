package io.podwatcher.manifests.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.Command;
import io.podwatcher.CommandLine;
import io.podwatcher.Program;
import io.podwatcher.manifests.release.Checkout.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release, up to what only GitHub can do: from the commit that .ci/release makes to the files that are published. */
class DistIT {

    private static final String IMAGE = "ghcr.io/example/pod-watcher";

    @Test
    void theFilesOfTheReleaseAreMadeAndChecked(@TempDir Path folder) throws Exception {
        // Given
        Program.need(
                Files.exists(Path.of("target", "bom.json")),
                "Skipped: Maven was offline and made no bill of materials, so no release was rehearsed");
        String version = CommandLine.version();
        Checkout copy = Checkout.copy(folder);
        copy.build();
        Outcome prepared = copy.run(".ci/release", version, IMAGE);
        assertThat(prepared.exitCode()).as(prepared.printed()).isZero();

        // When
        boolean helm = Command.exists("helm", "version");
        Outcome outcome = helm
                ? copy.run(".ci/dist", "v" + version, IMAGE)
                : copy.run(".ci/dist", "--without-chart", "v" + version, IMAGE);

        // Then
        assertThat(outcome.exitCode()).as(outcome.printed()).isZero();
        Path release = folder.resolve("target").resolve("release");
        assertThat(Files.exists(release.resolve("chart").resolve("pod-watcher-" + version + ".tgz")))
                .isEqualTo(helm);
        assertThat(names(release))
                .contains(
                        "pod-watcher-" + version + ".tar.gz",
                        "kubectl-whois-" + version + ".tar.gz",
                        "whois.yaml",
                        "bom.json",
                        "install.yaml",
                        "install-fission.yaml",
                        "install-node-local.yaml",
                        "install-single-namespace.yaml",
                        "notes.md",
                        "SHA256SUMS");
        assertThat(release.resolve("install.yaml")).content().contains("image: " + IMAGE + ":" + version + "\n");
        assertThat(release.resolve("notes.md"))
                .content()
                .doesNotContain("\n## ")
                .doesNotContainPattern("]\\((?!https:)");
        assertThat(release.resolve("whois.yaml"))
                .content()
                .doesNotContain("VERSION", "REPOSITORY", "SHA256")
                .contains(sum(release.resolve("SHA256SUMS"), "kubectl-whois-" + version + ".tar.gz"));
    }

    @Test
    void aTagOrAnImageThatTheCommitDoesNotNameIsRefused() throws Exception {
        // Given
        Checkout here = Checkout.here();
        String tag = "v" + here.versions().values().iterator().next();

        // When
        Outcome otherTag = here.run(".ci/dist", "--without-chart", "v9.9.9", IMAGE);
        Outcome otherImage = here.run(".ci/dist", "--without-chart", tag, "ghcr.io/fork/pod-watcher");

        // Then
        assertThat(otherTag.exitCode()).isEqualTo(1);
        assertThat(otherTag.printed()).contains("the tag is v9.9.9 and the manifests name", "run .ci/release");
        assertThat(otherImage.exitCode()).isEqualTo(1);
        assertThat(otherImage.printed()).contains("the image is ghcr.io/fork/pod-watcher and the manifests name");
    }

    @Test
    void withoutHelmItFailsUnlessToldThatTheChartMayBeMissing(@TempDir Path programs) throws Exception {
        // Given
        for (String program : List.of("bash", "dirname", "sed")) {
            Files.createSymbolicLink(programs.resolve(program), Program.find(program, program));
        }
        Checkout here = Checkout.here();

        // When
        Outcome refused = here.run("env", "PATH=" + programs, ".ci/dist", "v9.9.9", IMAGE);
        Outcome told = here.run("env", "PATH=" + programs, ".ci/dist", "--without-chart", "v9.9.9", IMAGE);

        // Then
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.printed()).contains("helm, which is not installed", ".ci/dist --without-chart");
        assertThat(told.printed()).contains("the tag is v9.9.9 and the manifests name");
    }

    private static List<String> names(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String sum(Path sums, String file) throws Exception {
        return Files.readAllLines(sums).stream()
                .filter(line -> line.endsWith("  " + file))
                .findFirst()
                .orElseThrow()
                .split(" ")[0];
    }
}
