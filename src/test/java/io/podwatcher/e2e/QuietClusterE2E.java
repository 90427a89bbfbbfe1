package io.podwatcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** No pod of the service's changes for longer than the API server may be silent. */
@ExtendWith(NeedsCluster.class)
class QuietClusterE2E {

    /** An API server sends a bookmark about once a minute. */
    private static final Duration A_BOOKMARK = Duration.ofSeconds(85);

    @TempDir
    private Path home;

    @Test
    void bookmarkAloneConfirmsTheMap(Stage stage) throws Exception {
        // Given
        stage.rights().grant();
        LiveService service = stage.start(home, "LABEL_SELECTOR=app=nobody", "WATCH_MAX_AGE=2m")
                .awaitReady();
        await().until(() -> service.watchAge() > 5);

        // When
        // The API server bookmarks only what is newer than the list. In a cluster at work there is always something.
        stage.pods().add("not-watched");

        // Then
        assertThat(service.watchAge()).isGreaterThan(5);
        await().atMost(A_BOOKMARK).until(() -> service.watchAge() < 5);
        assertThat(service.watch().containsKey("restarts")).isFalse();
        assertThat(service.status("/ready")).isEqualTo(200);
    }
}
