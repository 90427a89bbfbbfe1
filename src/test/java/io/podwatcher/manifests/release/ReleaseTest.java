package io.podwatcher.manifests.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.CommandLine;
import io.podwatcher.manifests.release.Checkout.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is at a tag can be installed from it: pom, manifests, chart and documents name the same version and image. */
class ReleaseTest {

    private static final Path CHANGES = Path.of("src", "docs", "changes.md");

    @TempDir
    private Path folder;

    @Test
    void everythingNamesTheVersionThatIsBuilt() throws IOException {
        // When // Then
        assertThat(Checkout.here().versions().values()).containsOnly(CommandLine.version());
    }

    @Test
    void everythingNamesTheSameImage() throws IOException {
        // When // Then
        assertThat(Set.copyOf(Checkout.here().images().values())).hasSize(1);
    }

    @Test
    void aReleaseWritesItsVersionAndImageEverywhere() throws Exception {
        // Given
        Checkout copy = Checkout.copy(folder);

        // When
        Outcome outcome = copy.run(".ci/release", "9.8.7", "ghcr.io/example/pod-watcher");

        // Then
        assertThat(outcome.exitCode()).as(outcome.printed()).isZero();
        assertThat(copy.versions().values()).containsOnly("9.8.7");
        assertThat(copy.images().values()).containsOnly("ghcr.io/example/pod-watcher");
        assertThat(copy.text(CHANGES.toString())).contains("\n## 9.8.7\n").doesNotContain("## Next");
    }

    @Test
    void theNextReleaseReplacesThatOne() throws Exception {
        // Given
        Checkout copy = Checkout.copy(folder);
        copy.run(".ci/release", "9.8.7", "ghcr.io/example/pod-watcher");
        Files.writeString(
                folder.resolve(CHANGES), copy.text(CHANGES.toString()).replace("## 9.8.7", "## Next\n\n## 9.8.7"));

        // When
        Outcome outcome = copy.run(".ci/release", "9.9.0-rc.1", "registry.example.com:5000/team/pod-watcher");

        // Then
        assertThat(outcome.exitCode()).as(outcome.printed()).isZero();
        assertThat(copy.versions().values()).containsOnly("9.9.0-rc.1");
        assertThat(copy.images().values()).containsOnly("registry.example.com:5000/team/pod-watcher");
        assertThat(copy.text(CHANGES.toString())).contains("\n## 9.9.0-rc.1\n\n## 9.8.7\n");
    }

    @ParameterizedTest
    @CsvSource({
        "1.2, ghcr.io/example/pod-watcher, is not a version",
        "v1.2.3, ghcr.io/example/pod-watcher, is not a version",
        "1.2.3, ghcr.io/example/pod-watcher:1.2.3, is not the name of an image",
        "1.2.3, ghcr.io/example/other, is not the name of an image"
    })
    void aNameThatCannotBeMeantChangesNothing(String version, String image, String message) throws Exception {
        // Given
        Checkout copy = Checkout.copy(folder);

        // When
        Outcome outcome = copy.run(".ci/release", version, image);

        // Then
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.printed()).contains(message);
        assertThat(copy.versions()).isEqualTo(Checkout.here().versions());
    }
}
