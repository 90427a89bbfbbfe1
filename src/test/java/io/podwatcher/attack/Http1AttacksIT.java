package io.podwatcher.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.attack.client.MutatedRequests;
import io.podwatcher.attack.client.Mutations;
import io.podwatcher.attack.probe.Scale;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.proxy.Proxy;
import io.podwatcher.proxy.Snippet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attacks by HTTP/1.1 on one process, in turn. */
class Http1AttacksIT extends OnStage {

    private static final int THREADS = 4;

    @TempDir
    private Path caddy;

    @Test
    void clientsThatDoNotReadDoNotDelayOthers() throws Exception {
        attack("unread listings", "unread sorted listings", "pipelined requests");
    }

    @Test
    void manySmallHeadersDoNotExhaustTheMemory() throws Exception {
        attack("tiny headers that wait", "unfinished heads");
    }

    @Test
    void requestsThatNeverEndDoNotDelayOthers() throws Exception {
        attack(
                "an endless header",
                "an endless target",
                "an endless header in folds",
                "endless empty lines",
                "endless bodies",
                "bodies that are cut off");
    }

    @Test
    void connectionsBeyondTheLimitDoNotDelayOthers() throws Exception {
        attack("short connections", "idle connections");
    }

    @Test
    void waitsBeyondTheLimitDoNotDelayOthers() throws Exception {
        attack("waits", "waits for one IP");
    }

    @Test
    void streamsWaitsAndListingsTogetherFitIntoTheMemory() throws Exception {
        attack("streams, waits and listings");
    }

    @Test
    void costlyQuestionsDoNotDelayOthers() throws Exception {
        attack("costly selectors");
    }

    @Test
    void manySmallHeadersThroughAProxyDoNotExhaustTheMemory() throws Exception {
        attack("tiny headers through Caddy", (target, random) -> {
            int port = MockCluster.freePort();
            Snippet snippet = Snippet.documented("Caddyfile")
                    .listensOn(port)
                    .asks("127.0.0.1:" + target.port())
                    .with("namespace=shop", "namespace=shop&wait=2s");
            Attackers attackers = new Attackers();
            attackers.add(Proxy.caddy(caddy, snippet, port));
            attackers.add(Attacks.tinyHeadersThatWait(200).start(target.through(port), random));
            return attackers;
        });
    }

    @Test
    void noneGetsAWrongOwnerOrAServerError() throws Exception {
        attack("mutated requests", (target, random) -> {
            MutatedRequests requests = new MutatedRequests(new Mutations(Scale.SEED), target);
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            try {
                List<Future<Optional<String>>> problems = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    problems.add(threads.submit(() -> requests.send(Scale.CURRENT.mutations())));
                }
                for (Future<Optional<String>> problem : problems) {
                    assertThat(problem.get()).isEmpty();
                }
            } finally {
                threads.shutdownNow();
            }
            return () -> {};
        });
    }
}
