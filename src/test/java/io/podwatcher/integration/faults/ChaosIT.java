package io.podwatcher.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.NeedsQuiet;
import io.podwatcher.apiserver.ServerSettings;
import io.podwatcher.apiserver.pods.ClaimState;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Random faults against random histories of pods, while IPs are looked up all the time. {@code -Dchaos.seconds} sets
 * the duration, {@code -Dchaos.seed} repeats a run.
 */
@NeedsQuiet
class ChaosIT {

    private static final long SECONDS = Long.getLong("chaos.seconds", 20);
    private static final ServerSettings TALKATIVE = ServerSettings.DEFAULT.withBookmarkEvery(Duration.ofMillis(400));

    private final long seed = Long.getLong("chaos.seed", System.nanoTime());

    @Test
    void noAnswerIsEverWrongAndAfterTheFaultsTheMapIsRight() throws Exception {
        System.out.println("ChaosIT: repeat with -Dchaos.seed=" + seed + " -Dchaos.seconds=" + SECONDS);
        try (FaultyCluster cluster = new FaultyCluster(TALKATIVE);
                ChaosScript script = new ChaosScript(cluster.server, seed, Duration.ofSeconds(SECONDS)).prepare()) {
            // Given
            cluster.watched("WATCH_MAX_AGE=3s").awaitReady();
            TruthfulAnswers answers = new TruthfulAnswers(cluster.server, cluster.service(), seed, script::where);
            try (answers) {
                // When
                script.start();
                await().atMost(10 * SECONDS + 60, TimeUnit.SECONDS)
                        .until(() -> script.isOver() || answers.wrong().isPresent());

                // Then
                assertThatNothingWasWrong(answers);
                await().atMost(FaultyCluster.BOUND)
                        .untilAsserted(() -> assertThat(said(cluster)).isEqualTo(truth(cluster)));
                cluster.awaitReady();
            }
            System.out.println("ChaosIT: " + script.steps() + " steps, " + script.faults() + " faults, answers "
                    + answers.seen() + ", restarted " + cluster.watch().getJsonObject("restarts"));
            assertThatNothingWasWrong(answers);
            assertThatItWasATest(answers.seen(), cluster);
        }
    }

    private void assertThatNothingWasWrong(TruthfulAnswers answers) {
        answers.wrong().ifPresent(wrong -> {
            throw new AssertionError("seed " + seed, wrong);
        });
    }

    /** The service's answers for each IP, by lookup and in its listing. */
    private static Map<String, List<Verdict>> said(FaultyCluster cluster) {
        Map<String, List<Verdict>> said = new TreeMap<>();
        JsonObject listed = cluster.service().json("/pods").getJsonObject("pods");
        Set<String> ips = new TreeSet<>(PodChurn.IPS);
        ips.addAll(listed.fieldNames());
        for (String ip : ips) {
            HttpResponse<String> answer = cluster.service().get("/pod?ip=" + ip);
            Verdict lookup = Verdict.ofAnswer(answer.statusCode(), new JsonObject(answer.body()));
            said.put(
                    ip,
                    listed.containsKey(ip)
                            ? List.of(lookup, Verdict.ofPod(listed.getJsonObject(ip)))
                            : List.of(lookup));
        }
        return said;
    }

    private static Map<String, List<Verdict>> truth(FaultyCluster cluster) {
        Map<String, List<Verdict>> truth = new TreeMap<>();
        Set<String> ips = new TreeSet<>(PodChurn.IPS);
        cluster.server.pods().stream().filter(pod -> !pod.hostNetwork()).forEach(pod -> ips.addAll(pod.ips()));
        for (String ip : ips) {
            List<ClaimState> states = cluster.server.claims(ip);
            Verdict verdict = Verdict.of(states.get(states.size() - 1));
            truth.put(ip, verdict.code().equals("owned") ? List.of(verdict, verdict) : List.of(verdict));
        }
        return truth;
    }

    /** Enough of each kind of answers, and enough went wrong, for the above to mean something. */
    private static void assertThatItWasATest(Map<String, Integer> seen, FaultyCluster cluster) {
        assertThat(seen.keySet())
                .contains("owned", "terminating", "ambiguous", "not_found", "host_network", "listing", "aged");
        assertThat(seen.values()).allMatch(count -> count >= SECONDS);
        // The faults are random; a slow machine sees fewer of them.
        assertThat(cluster.restarts()).hasSizeGreaterThan(Math.min(2, (int) SECONDS / 6));
    }
}
