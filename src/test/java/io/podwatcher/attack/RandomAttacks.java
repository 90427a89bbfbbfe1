package io.podwatcher.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.NeedsQuiet;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.ServerSettings;
import io.podwatcher.attack.probe.Memory;
import io.podwatcher.attack.probe.Question;
import io.podwatcher.attack.probe.Scale;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random mixtures of all attacks for a long time, on one process that speaks plain HTTP and on one that speaks TLS, in
 * turns: {@code mvn -Pattack verify -Dattack.minutes=30 -Dattack.seed=1}.
 */
@NeedsQuiet
class RandomAttacks {

    private static final int AT_ONCE = 4;

    /**
     * What may differ between two looks at a process that does nothing: connections, and what was compiled between
     * them.
     */
    private static final long HEAP_TOLERANCE = 4 << 20;

    private static final long FILES_TOLERANCE = 16;

    @TempDir
    private Path folder;

    @Test
    void theServiceSurvivesThemAll() throws Exception {
        System.out.println("attack.seed=" + Scale.SEED);
        Random random = new Random(Scale.SEED);
        try (ApiServer cluster = new ApiServer(ServerSettings.DEFAULT.withBookmarkEvery(Duration.ofSeconds(1)))) {
            // Given
            Question.populate(cluster);
            cluster.start();
            try (Stage plain = Stage.start(Files.createDirectory(folder.resolve("plain")), cluster)
                            .awaitReady();
                    Stage tls = Stage.startWithTls(Files.createDirectory(folder.resolve("tls")), cluster)
                            .awaitReady()) {
                List<Memory> before = List.of(plain.memory(), tls.memory());

                // When
                long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(Scale.MINUTES);
                for (int round = 0; System.nanoTime() < end; round++) {
                    Stage stage = round % 2 == 0 ? plain : tls;
                    List<String> names = mixture(stage, random);
                    String name = "round %d, %s".formatted(round, String.join(" + ", names));
                    stage.attack(name, Attacks.together(names), random).assertUnharmed();
                }

                // Then
                assertThat(grown(before.get(0), plain.memory())).isFalse();
                assertThat(grown(before.get(1), tls.memory())).isFalse();
            }
        }
    }

    private static Set<String> attacks(Stage stage) {
        Set<String> names = new TreeSet<>(Attacks.http1().keySet());
        names.addAll(Attacks.tenants().keySet());
        if (stage.target().tls()) {
            names.addAll(Attacks.http2().keySet());
        }
        return names;
    }

    private static List<String> mixture(Stage stage, Random random) {
        List<String> names = new ArrayList<>(attacks(stage));
        Collections.shuffle(names, random);
        return names.subList(0, 1 + random.nextInt(AT_ONCE));
    }

    private static boolean grown(Memory before, Memory after) {
        return after.heap() > before.heap() + HEAP_TOLERANCE || after.files() > before.files() + FILES_TOLERANCE;
    }
}
