package io.podwatcher.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instances end and come back, under load, behind a proxy that retries with another one. */
abstract class Restarts {

    private static final int SOME = 100;

    @TempDir
    private Path folder;

    private Replicas replicas;

    /** Runs the proxy; returns its port. */
    abstract int proxy(Replicas replicas, Replica... instances) throws IOException;

    @BeforeEach
    void prepare() {
        replicas = new Replicas(folder);
    }

    @AfterEach
    void stop() throws Exception {
        replicas.close();
    }

    @Test
    void aRollingRestartOfThreeFailsNoLookup() throws Exception {
        // Given
        Replica[] three = replicas.start(3, replicas.apiServer());
        try (Lookups lookups = new Lookups(proxy(replicas, three), Replicas.POD)) {
            lookups.awaitMore(SOME);

            // When
            for (Replica replica : three) {
                replica.stop();
                replica.start();
                replica.awaitReady();
                lookups.awaitMore(SOME);
            }

            // Then
            say("rolling restart of three, SIGTERM without a pause before it", lookups.stop());
            assertThat(lookups.wrong()).isEmpty();
            assertThat(lookups.failed()).isEmpty();
        }
    }

    @Test
    void theKillOfOneOfTwoFailsNoMoreThanWhatItWasAnswering() throws Exception {
        // Given
        Replica[] two = replicas.start(2, replicas.apiServer());
        try (Lookups lookups = new Lookups(proxy(replicas, two), Replicas.POD)) {
            lookups.awaitMore(SOME);

            // When
            two[0].kill();
            lookups.awaitMore(10 * SOME);

            // Then
            say("kill -9 of one of two", lookups.stop());
            assertThat(lookups.wrong()).isEmpty();
            assertThat(lookups.failed()).hasSizeLessThanOrEqualTo(Lookups.CALLERS);
        }
    }

    private void say(String what, Lookups lookups) {
        System.out.println(getClass().getSimpleName() + ", " + what + ": " + lookups);
    }
}
