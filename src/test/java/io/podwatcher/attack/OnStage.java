package io.podwatcher.attack;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.podwatcher.NeedsQuiet;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.ServerSettings;
import io.podwatcher.attack.client.Attack;
import io.podwatcher.attack.probe.Outcome;
import io.podwatcher.attack.probe.Question;
import io.podwatcher.attack.probe.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests that attack one process in turn. A process that an attack has ended is replaced for the next. */
@NeedsQuiet
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnStage {

    private Path folder;
    private ApiServer cluster;
    private Stage stage;

    /** Starts the service under attack: with plain HTTP, unless a test overrides this. */
    Stage open(Path home, ApiServer watched) throws IOException {
        return Stage.start(home, watched);
    }

    @BeforeAll
    final void startCluster(@TempDir Path empty) {
        folder = empty;
        cluster = new ApiServer(ServerSettings.DEFAULT.withBookmarkEvery(Duration.ofSeconds(1)));
        Question.populate(cluster);
        cluster.start();
    }

    private Stage running() throws IOException {
        if (stage != null && stage.isOver()) {
            stage.close();
            stage = null;
        }
        if (stage == null) {
            stage = open(Files.createTempDirectory(folder, "service"), cluster);
        }
        return stage.awaitReady();
    }

    @AfterAll
    final void stop() {
        if (stage != null) {
            stage.close();
        }
        cluster.close();
    }

    /** Runs the {@link Attacks} of these names at the same time; in the profile attack also each alone before that. */
    final void attack(String... names) throws Exception {
        Map<String, Attack> attacks = new LinkedHashMap<>();
        if (Scale.MINUTES > 0) {
            for (String name : names) {
                attacks.put(name, Attacks.named(name));
            }
        }
        attacks.put(String.join(" + ", names), Attacks.together(List.of(names)));
        attack(attacks);
    }

    /** Runs an attack that is not among {@link Attacks}. */
    final void attack(String name, Attack attack) throws Exception {
        attack(Map.of(name, attack));
    }

    /** Runs them in turn, whatever the outcome of those before; fails when one of them did harm. */
    private void attack(Map<String, Attack> attacks) throws Exception {
        SoftAssertions all = new SoftAssertions();
        int attacked = 0;
        for (Map.Entry<String, Attack> attack : attacks.entrySet()) {
            if (attack.getKey().matches(Scale.ONLY)) {
                Outcome outcome = running().attack(attack.getKey(), attack.getValue(), new Random(Scale.SEED));
                all.assertThat(outcome.problems()).as(outcome.toString()).isEmpty();
                attacked++;
            }
        }
        assumeTrue(attacked > 0, "No attack here matches attack.only=" + Scale.ONLY);
        all.assertAll();
    }
}
