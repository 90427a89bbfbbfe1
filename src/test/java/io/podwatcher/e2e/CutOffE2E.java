package io.podwatcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Pods change while nothing gets through between the service and the API server. */
@ExtendWith(NeedsCluster.class)
class CutOffE2E {

    @TempDir
    private Path home;

    private TestPods pods;
    private LiveService service;

    @BeforeEach
    void cutOff(Stage stage) throws Exception {
        stage.rights().grant();
        pods = stage.pods();
        service = stage.startOnCable(home, "WATCH_MAX_AGE=3s").awaitReady();
        pods.run("goes", pods.ip(1));
        pods.run("returns", pods.ip(2));
        service.awaitOwner(pods.ip(2), "returns");
        stage.cable().cut();
    }

    @Test
    void lookupsAreAnsweredFromTheMapAndReadinessReportsItsAge() {
        // When
        service.awaitReadiness(503, "more than WATCH_MAX_AGE");

        // Then
        assertThat(service.owner(pods.ip(1))).contains("goes");
        assertThat(service.watch().getString("problem")).contains("the watch cannot be opened");
        assertThat(service.status("/health")).isEqualTo(200);
    }

    @Test
    void whatWasDeletedOrMadeAgainMeanwhileIsRightAfterwards(Stage stage) {
        // Given
        await().atMost(LiveService.BOUND).until(() -> service.watch().containsKey("problem"));
        pods.delete("goes");
        pods.delete("returns");
        String uid = pods.run("returns", pods.ip(3)).getMetadata().getUid();
        pods.run("comes", pods.ip(1));
        assertThat(service.owner(pods.ip(1))).contains("goes");

        // When
        stage.cable().mend();

        // Then
        service.awaitOwner(pods.ip(3), "returns");
        assertThat(service.pod(pods.ip(3)).getString("uid")).isEqualTo(uid);
        service.awaitOwner(pods.ip(1), "comes");
        service.awaitNobodyAt(pods.ip(2));
        service.awaitReady();
        // With a WATCH_MAX_AGE this short a quiet cluster gives others: API servers send a bookmark once a minute.
        service.awaitProblemIsOver("cannot be opened");
    }
}
