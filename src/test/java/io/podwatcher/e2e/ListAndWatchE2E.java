package io.podwatcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NeedsCluster.class)
class ListAndWatchE2E {

    @TempDir
    private Path home;

    private TestPods pods;
    private String ip;

    @BeforeEach
    void grant(Stage stage) {
        stage.rights().grant();
        pods = stage.pods();
        ip = pods.ip(1);
    }

    @Test
    void podThatWasThereBeforeTheServiceIsAnsweredAsTheApiServerHasIt(Stage stage) throws Exception {
        // Given
        Pod web = pods.run("web", ip);

        // When
        LiveService service = stage.start(home).awaitReady();

        // Then
        JsonObject answer = service.pod(ip);
        assertThat(answer.getString("name")).isEqualTo("web");
        assertThat(answer.getString("namespace")).isEqualTo(stage.namespace());
        assertThat(answer.getString("uid")).isEqualTo(web.getMetadata().getUid());
        assertThat(answer.getString("resource_version"))
                .isEqualTo(web.getMetadata().getResourceVersion());
        assertThat(answer.getJsonObject("labels").getMap())
                .isEqualTo(web.getMetadata().getLabels());
        assertThat(answer.getString("node_name")).isEqualTo(web.getSpec().getNodeName());
        assertThat(answer.getString("service_account")).isEqualTo(ServiceRights.ACCOUNT);
        assertThat(answer.getString("phase")).isEqualTo("Running");
        assertThat(answer.getString("pod_ip")).isEqualTo(ip);
    }

    @Test
    void podsOfANamespaceAreThoseThatHaveAnIp(Stage stage) throws Exception {
        // Given
        pods.run("web", ip);
        pods.run("db", pods.ip(2));
        pods.add("starting");

        // When
        LiveService service = stage.start(home).awaitReady();

        // Then
        JsonObject listed = service.json("/pods?namespace=" + stage.namespace());
        assertThat(listed.getJsonObject("pods").fieldNames()).containsExactlyInAnyOrder(ip, pods.ip(2));
    }

    @Test
    void podIsKnownFromItsKubeletsReportUntilItsDeletion(Stage stage) throws Exception {
        // Given
        LiveService service = stage.start(home).awaitReady();
        pods.add("web");

        // When
        pods.report("web", ip);

        // Then
        service.awaitOwner(ip, "web");
        pods.delete("web");
        service.awaitNobodyAt(ip);
    }

    @Test
    void whoeverWaitsForAnIpIsAnsweredWhenItsPodReportsIt(Stage stage) throws Exception {
        // Given
        LiveService service = stage.start(home, "WAIT_MAX=30s").awaitReady();
        pods.add("web");

        // When
        CompletableFuture<HttpResponse<String>> waiting = service.ask("/pod?ip=" + ip + "&wait=20s");
        pods.report("web", ip);

        // Then
        await().atMost(LiveService.BOUND).until(waiting::isDone);
        assertThat(waiting.join().statusCode()).isEqualTo(200);
    }

    @Test
    void podThatEndsIsNobodysAnswerAnyMore(Stage stage) throws Exception {
        // Given
        LiveService service = stage.start(home).awaitReady();
        pods.run("job", ip);
        service.awaitOwner(ip, "job");

        // When
        pods.finish("job");

        // Then
        service.awaitNobodyAt(ip);
    }

    @Test
    void podThatMovesToAnotherIpIsNotFoundAtTheOldOne(Stage stage) throws Exception {
        // Given
        LiveService service = stage.start(home).awaitReady();
        pods.run("web", ip);
        service.awaitOwner(ip, "web");

        // When
        pods.report("web", pods.ip(2));

        // Then
        service.awaitOwner(pods.ip(2), "web");
        assertThat(service.status("/pod?ip=" + ip)).isEqualTo(404);
    }
}
