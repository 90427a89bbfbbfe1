package io.podwatcher.apiserver.client;

import static io.podwatcher.apiserver.pods.ApiPod.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.vertx5.Vertx5HttpClientFactory;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.apiserver.pods.BulkPod;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a fabric8 client gets of lists. */
class ApiServerListTest {

    private static final Vertx CLIENT_VERTX = Vertx.vertx();

    private final ApiServer server = new ApiServer().start();
    private final KubernetesClient client = client(server);

    private static KubernetesClient client(ApiServer server) {
        return new KubernetesClientBuilder()
                .withConfig(server.config())
                .withHttpClientFactory(new Vertx5HttpClientFactory(CLIENT_VERTX))
                .build();
    }

    @AfterAll
    static void closeClientVertx() {
        CLIENT_VERTX.close().await();
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void aListGivesThePodsAsTheyWerePut() {
        // Given
        long version = server.put(
                running("default", "a", "uid-a", "10.0.0.1", "fd00::1").beingDeleted());
        server.put(running("kube-system", "proxy", "uid-p", "192.168.0.7").onHostNetwork());
        server.put(running("kube-system", "new", "uid-n").withPhase("Pending"));

        // When
        PodList list = client.pods().inAnyNamespace().list();

        // Then
        assertThat(list.getMetadata().getResourceVersion()).isEqualTo(String.valueOf(server.resourceVersion()));
        assertThat(names(list)).containsExactly("a", "new", "proxy");
        Pod a = list.getItems().get(0);
        assertThat(a.getMetadata().getUid()).isEqualTo("uid-a");
        assertThat(a.getMetadata().getResourceVersion()).isEqualTo(String.valueOf(version));
        assertThat(a.getMetadata().getDeletionTimestamp()).isNotNull();
        assertThat(a.getMetadata().getLabels()).isEqualTo(Map.of("app", "a"));
        assertThat(a.getStatus().getPodIP()).isEqualTo("10.0.0.1");
        assertThat(a.getStatus().getPodIPs()).extracting(PodIP::getIp).containsExactly("10.0.0.1", "fd00::1");
        assertThat(list.getItems().get(1).getStatus().getPodIP()).isNull();
        assertThat(list.getItems().get(2).getSpec().getHostNetwork()).isTrue();
        assertThat(list.getItems().get(2).getStatus().getHostIP()).isEqualTo("192.168.0.7");
    }

    private static List<String> names(PodList list) {
        return list.getItems().stream().map(pod -> pod.getMetadata().getName()).toList();
    }

    @Test
    void pagesAreTakenAtTheMomentOfTheFirst() {
        // Given
        for (String name : List.of("a", "b", "c", "d", "e")) {
            server.put(running("default", name, "uid-" + name));
        }

        // When
        PodList first = page(2, null);
        server.delete("default", "d");
        server.put(running("default", "c", "another"));
        server.put(running("default", "cc", "uid-cc"));
        PodList second = page(2, first.getMetadata().getContinue());
        PodList third = page(2, second.getMetadata().getContinue());

        // Then
        assertThat(names(first)).containsExactly("a", "b");
        assertThat(first.getMetadata().getRemainingItemCount()).isEqualTo(3);
        assertThat(names(second)).containsExactly("c", "d");
        assertThat(second.getItems().get(0).getMetadata().getUid()).isEqualTo("uid-c");
        assertThat(names(third)).containsExactly("e");
        assertThat(third.getMetadata().getContinue()).isNull();
        assertThat(third.getMetadata().getResourceVersion())
                .isEqualTo(first.getMetadata().getResourceVersion());
    }

    private PodList page(long limit, String continueToken) {
        return client.pods()
                .inAnyNamespace()
                .list(new ListOptionsBuilder()
                        .withLimit(limit)
                        .withContinue(continueToken)
                        .build());
    }

    @Test
    void aPageFromBeforeACompactionIsGone() {
        // Given
        server.fill(3);
        String token = page(2, null).getMetadata().getContinue();
        server.advance();

        // When
        server.compact();

        // Then
        assertThatThrownBy(() -> page(2, token))
                .asInstanceOf(InstanceOfAssertFactories.throwable(KubernetesClientException.class))
                .satisfies(failure -> {
                    assertThat(failure.getCode()).isEqualTo(410);
                    assertThat(failure.getStatus().getReason()).isEqualTo("Expired");
                });
    }

    @Test
    void whicheverIsAtHandIsSentInOnePiece() {
        // Given
        server.fill(5);

        // When
        PodList list = client.pods()
                .inAnyNamespace()
                .list(new ListOptionsBuilder()
                        .withLimit(2L)
                        .withResourceVersion("0")
                        .build());

        // Then
        assertThat(list.getItems()).hasSize(5);
    }

    @Test
    void anExactMomentIsGivenUntilItIsCompacted() {
        // Given
        long before = server.put(running("default", "a", "uid-a"));
        server.delete("default", "a");

        // When // Then
        assertThat(names(exactly(before))).containsExactly("a");
        server.compact();
        assertThatThrownBy(() -> exactly(before)).hasMessageContaining("too old resource version");
    }

    private PodList exactly(long moment) {
        return client.pods()
                .inAnyNamespace()
                .list(new ListOptionsBuilder()
                        .withResourceVersion(String.valueOf(moment))
                        .withResourceVersionMatch("Exact")
                        .build());
    }

    @Test
    void selectorsAndNamespacesAreTheServersWork() {
        // Given
        server.put(running("default", "a", "1").withLabels(Map.of("app", "web", "tier", "front")));
        server.put(running("default", "b", "2").withLabels(Map.of("app", "db")).onNode("node-2"));
        server.put(running("default-2", "c", "3").withPhase("Failed"));

        // When // Then
        assertThat(names(client.pods().inNamespace("default").list())).containsExactly("a", "b");
        assertThat(names(client.pods()
                        .inAnyNamespace()
                        .withLabelSelector("app in (web,db),!tier")
                        .list()))
                .containsExactly("b");
        assertThat(names(client.pods()
                        .inAnyNamespace()
                        .withoutField("status.phase", "Failed")
                        .withField("spec.nodeName", "node-1")
                        .list()))
                .containsExactly("a");
        assertThatThrownBy(() -> client.pods()
                        .inAnyNamespace()
                        .withField("spec.colour", "red")
                        .list())
                .hasMessageContaining("field label not supported");
    }

    @Test
    void aPodMayLackAlmostEverything() {
        // Given
        server.put("default", "bare", "{\"metadata\":{\"namespace\":\"default\",\"name\":\"bare\"}}");

        // When
        Pod pod = client.pods().inAnyNamespace().list().getItems().get(0);

        // Then
        assertThat(pod.getMetadata().getUid()).isNull();
        assertThat(pod.getMetadata().getResourceVersion()).isEqualTo(String.valueOf(server.resourceVersion()));
        assertThat(pod.getSpec()).isNull();
    }

    @Test
    void generatedPodsHaveTheSizeOfRealOnesAndAreTheSameInEveryRun() {
        // Given
        server.fill(1000);
        server.fill(1000);

        // When
        List<Pod> pods = client.pods().inAnyNamespace().list().getItems();

        // Then
        assertThat(pods).hasSize(2000);
        assertThat(pods.stream().map(pod -> pod.getMetadata().getUid()).distinct())
                .hasSize(2000);
        assertThat(pods.stream().map(pod -> pod.getStatus().getPodIP()).distinct())
                .hasSize(2000);
        assertThat(new BulkPod(1234).json(5000).length()).isBetween(10_400, 10_700);
        assertThat(ApiServer.generated(1234))
                .extracting(ApiPod::namespace, ApiPod::name, ApiPod::ips)
                .containsExactly("load-012", "service-123-89f1f7b2c5-004d2", List.of("10.128.4.210"));
    }
}
