package io.podwatcher.watch.list;

import static io.podwatcher.apiserver.pods.ApiPod.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.Fault;
import io.podwatcher.apiserver.Kind;
import io.podwatcher.apiserver.SeenRequest;
import io.podwatcher.apiserver.ServerSettings;
import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.watch.api.ListFailure;
import io.podwatcher.watch.api.WatchScope;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is asked of the API server, and how pages become one list. */
class PodListerTest {

    private static final String PROTOBUF = "application/vnd.kubernetes.protobuf, application/json;q=0.9";

    private final ApiServer server = new ApiServer().start();
    private ListerUnderTest lister = new ListerUnderTest(server);

    @AfterEach
    void close() {
        lister.close();
        server.close();
    }

    private List<SeenRequest> lists() {
        return server.requests().all();
    }

    private List<String> limits() {
        return lists().stream().map(request -> request.parameter("limit")).toList();
    }

    @Test
    void listIsAskedForInProtobufAndCompressed() {
        // Given
        server.put(running("default", "a", "uid-a", "10.0.0.1"));

        // When
        lister.list();

        // Then
        await().until(lister::hasEnded);
        assertThat(lister.version()).contains(String.valueOf(server.resourceVersion()));
        assertThat(lister.names).containsExactly("a");
        SeenRequest request = lists().get(0);
        assertThat(request.path()).isEqualTo("/api/v1/pods");
        assertThat(request.accept()).contains(PROTOBUF);
        assertThat(request.acceptEncoding()).contains("gzip");
        assertThat(request.parameter("fieldSelector")).isEqualTo("status.phase!=Succeeded,status.phase!=Failed");
        assertThat(request.parameters()).doesNotContainKeys("labelSelector", "continue", "resourceVersion");
    }

    @Test
    void wholeScopeIsLeftToTheServer() {
        // Given
        server.put(running("shop", "a", "uid-a").withPhase("Running"));
        lister.close();
        lister = new ListerUnderTest(
                server.config(),
                WatchScope.ofPods(Optional.of("shop"), Optional.of("app in (a,b),tier!=x"), Optional.of("node-1")));

        // When
        lister.list();

        // Then
        await().until(lister::hasEnded);
        assertThat(lister.names).containsExactly("a");
        SeenRequest request = lists().get(0);
        assertThat(request.path()).isEqualTo("/api/v1/namespaces/shop/pods");
        assertThat(request.parameter("labelSelector")).isEqualTo("app in (a,b),tier!=x");
        assertThat(request.parameter("fieldSelector"))
                .isEqualTo("status.phase!=Succeeded,status.phase!=Failed,spec.nodeName=node-1");
    }

    @Test
    void addressOfTheServerMayHaveAPath() {
        // Given
        lister.close();
        lister = new ListerUnderTest(new ConfigBuilder(server.config())
                .withMasterUrl(server.url() + "/k8s/clusters/c-1")
                .build());

        // When
        lister.list();

        // Then
        await().until(lister::hasEnded);
        assertThat(lister.failure().orElseThrow().problem().reason()).isEqualTo(RestartReason.NOT_FOUND);
    }

    @Test
    void pagesAreOneListInItsOrderThoughThePodsChangeMeanwhile() {
        // Given
        server.fill(1500);
        List<String> expected = server.pods().stream().map(pod -> pod.name()).toList();
        long version = server.resourceVersion();
        CountDownLatch changed = new CountDownLatch(1);
        lister.onPods(() -> awaitLatch(changed));

        // When
        lister.list();
        await().until(() -> !lister.batches.isEmpty());
        server.delete(
                server.pods().get(1400).namespace(), server.pods().get(1400).name());
        changed.countDown();

        // Then
        await().until(lister::hasEnded);
        assertThat(lister.version()).contains(String.valueOf(version));
        assertThat(lister.names).containsExactlyElementsOf(expected);
        assertThat(lists().size()).isGreaterThan(2);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void firstPageIsSmallAndTheNextAreAsLargeAsThePodsAllow() {
        // Given
        server.fill(2000);

        // When
        lister.list();

        // Then
        await().until(lister::hasEnded);
        assertThat(lister.names).hasSize(2000);
        assertThat(limits().get(0)).isEqualTo("100");
        assertThat(limits().subList(1, limits().size()))
                .allSatisfy(limit -> assertThat(Integer.parseInt(limit)).isBetween(300, 1000));
    }

    @Test
    void pagesOfHugePodsAreSmall() {
        // Given
        String annotation = "x".repeat(400_000);
        IntStream.range(0, 120)
                .forEach(i -> server.put("default", "huge-" + i, withAnnotation("huge-" + i, annotation)));

        // When
        lister.list();

        // Then
        await().until(lister::hasEnded);
        assertThat(lister.names).hasSize(120);
        assertThat(lister.batches).allMatch(pods -> pods == 1);
        assertThat(limits()).containsExactly("100", "10", "10");
    }

    @Test
    void nextPageIsAskedForWhileThisOneIsRead() {
        // Given
        server.fill(3000);
        CountDownLatch go = new CountDownLatch(1);
        lister.onPods(() -> {
            if (lister.names.size() > 200) {
                awaitLatch(go);
            }
        });

        // When
        lister.list();

        // Then
        // The second page is not read: its first batches wait for the worker.
        await().until(() -> server.requests().count(Kind.LIST) == 3);
        assertThat(lister.names).hasSizeLessThan(400);
        go.countDown();
        await().until(lister::hasEnded);
        assertThat(lister.names).hasSize(3000);
    }

    @Test
    void allCallsComeOnTheWorkerInBatches() {
        // Given
        server.fill(1000);

        // When
        lister.list();

        // Then
        await().until(lister::hasEnded);
        assertThat(lister.threads).containsOnly("the worker");
        assertThat(lister.batches).allMatch(pods -> pods <= 100);
        assertThat(lister.received.get()).isPositive();
    }

    @Test
    void emptyListIsComplete() {
        // When
        lister.list();

        // Then
        await().until(lister::hasEnded);
        assertThat(lister.version()).contains(String.valueOf(server.resourceVersion()));
        assertThat(lister.batches).isEmpty();
    }

    @Test
    void serverWithoutProtobufIsReadAsJson() {
        // Given
        try (ApiServer jsonOnly = new ApiServer(ServerSettings.DEFAULT.withoutProtobuf()).start();
                ListerUnderTest lister = new ListerUnderTest(jsonOnly)) {
            jsonOnly.fill(250);

            // When
            lister.list();

            // Then
            await().until(lister::hasEnded);
            assertThat(lister.names).hasSize(250);
        }
    }

    @Test
    void nothingIsCalledAfterClose() {
        // Given
        server.fill(1000);
        CountDownLatch closed = new CountDownLatch(1);
        lister.onPods(() -> awaitLatch(closed));
        ResourceLister.ListRequest list = lister.list();
        await().until(() -> !lister.batches.isEmpty());

        // When
        lister.worker.execute(list::close);
        closed.countDown();

        // Then
        await().until(() -> server.openLists() == 0);
        lister.list();
        await().until(lister::hasEnded);
        assertThat(lister.names).hasSize(1000);
        assertThat(lister.batches.stream().mapToInt(pods -> pods).sum()).isEqualTo(1000 + lister.batches.get(0));
    }

    @Test
    void closeEndsAListThatStalls() {
        // Given
        server.fill(1000);
        server.faults().next(Kind.LIST, Fault.stall().after(50));
        ResourceLister.ListRequest list = lister.list();
        await().until(() -> server.openLists() == 1);

        // When
        lister.worker.execute(list::close);

        // Then
        await().until(() -> server.openLists() == 0);
        await().until(() -> readers() == 0);
        assertThat(lister.hasEnded()).isFalse();
    }

    private static long readers() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().equals("pod-list"))
                .filter(thread -> List.of(thread.getValue()).stream()
                        .anyMatch(frame -> frame.getClassName().contains("podwatcher")))
                .count();
    }

    @Test
    void listThatIsReadSlowlyIsSentSlowly() {
        // Given
        Random random = new Random(1);
        byte[] noise = new byte[450_000];
        IntStream.range(0, 60).forEach(i -> {
            random.nextBytes(noise);
            String annotation = Base64.getEncoder().encodeToString(noise);
            server.put("default", "large-" + i, withAnnotation("large-" + i, annotation));
        });
        CountDownLatch go = new CountDownLatch(1);
        lister.onPods(() -> awaitLatch(go));

        // When
        lister.list();
        await().until(() -> !lister.batches.isEmpty());

        // Then
        // Each round trip gives the server and the transport a turn in which they would have sent on.
        try (ListerUnderTest another = new ListerUnderTest(server)) {
            for (int i = 0; i < 20; i++) {
                another.lister.currentVersion().await();
            }
        }
        assertThat(server.openLists()).isEqualTo(1);
        go.countDown();
        await().until(lister::hasEnded);
        assertThat(lister.names).hasSize(60);
        await().until(() -> server.openLists() == 0);
    }

    private static String withAnnotation(String name, String annotation) {
        return "{\"metadata\":{\"namespace\":\"default\",\"name\":\"" + name + "\",\"uid\":\"uid-" + name
                + "\",\"annotations\":{\"large\":\"" + annotation + "\"}}}";
    }

    @Test
    void currentVersionIsThatOfARoundTripThatBeginsNow() {
        // Given
        server.fill(3);
        server.advance();

        // When
        String version = lister.lister.currentVersion().await();

        // Then
        assertThat(version).isEqualTo(String.valueOf(server.resourceVersion()));
        assertThat(limits()).containsExactly("1");
        assertThat(lister.threads).isEmpty();
    }

    @Test
    void currentVersionFailsAsAListDoes() {
        // Given
        server.faults().next(Kind.VERSION, Fault.status(403, "pods is forbidden"));

        // When // Then
        assertThatThrownBy(() -> lister.lister.currentVersion().await())
                .isInstanceOf(ListFailure.class)
                .hasMessage("pods is forbidden");
    }

    @Test
    void currentVersionFailsWhenTheServerDoesNotAnswer() {
        // Given
        lister.close();
        lister = new ListerUnderTest(
                new ConfigBuilder(server.config()).withRequestTimeout(200).build());
        server.faults().next(Kind.VERSION, Fault.noAnswer());
        server.faults().next(Kind.VERSION, Fault.stall());

        for (int i = 0; i < 2; i++) {
            // When // Then
            assertThatThrownBy(() -> lister.lister.currentVersion().await())
                    .isInstanceOf(ListFailure.class)
                    .extracting(failure -> ((ListFailure) failure).problem().reason())
                    .isEqualTo(RestartReason.CONNECTION);
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> readers() == 0);
    }
}
