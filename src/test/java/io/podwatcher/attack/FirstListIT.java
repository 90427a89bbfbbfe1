package io.podwatcher.attack;

import io.podwatcher.NeedsQuiet;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.ServerSettings;
import io.podwatcher.attack.probe.Question;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start in a cluster that already has pods as large as Kubernetes permits. */
@NeedsQuiet
class FirstListIT {

    @TempDir
    private Path home;

    @Test
    void theServiceBecomesReady() throws Exception {
        try (ApiServer cluster = new ApiServer(ServerSettings.DEFAULT.withBookmarkEvery(Duration.ofSeconds(1)))) {
            // Given
            Question.populate(cluster);
            LargePods.pending(45, 1_300_000).fill(cluster);
            cluster.start();

            // When
            try (Stage stage = Stage.start(home, cluster)) {

                // Then
                stage.awaitReady();
            }
        }
    }
}
