package io.podwatcher.attack;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.attack.client.Answers;
import io.podwatcher.attack.client.Attack;
import io.podwatcher.attack.client.Target;
import io.podwatcher.attack.probe.Memory;
import io.podwatcher.attack.probe.Outcome;
import io.podwatcher.attack.probe.Probe;
import io.podwatcher.attack.probe.Scale;
import io.podwatcher.process.Container;
import io.podwatcher.process.Launch;
import io.podwatcher.process.ServiceProcess;
import io.podwatcher.tls.KeyPairFiles;
import io.podwatcher.tls.TestKeyPair;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The service in a container of its memory, a cluster that it watches, and a {@link Probe} that asks it all the time.
 */
final class Stage implements AutoCloseable {

    private static final int MEBIBYTES = 256;
    private static final Duration START_TIMEOUT = Duration.ofMinutes(4);
    private static final Duration RECOVERY_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration LEAVE_TIMEOUT = Duration.ofMinutes(2);

    private final Container container;
    private final ServiceProcess service;
    private final Target target;
    private final Probe probe;

    private Stage(Container container, ServiceProcess service, Target target) {
        this.container = container;
        this.service = service;
        this.target = target;
        this.probe = new Probe(target);
        // The service must not outlive tests that are interrupted.
        Runtime.getRuntime().addShutdownHook(new Thread(service::close));
    }

    /** Plain HTTP. */
    static Stage start(Path home, ApiServer cluster) throws IOException {
        return start(home, cluster, Map.of());
    }

    /** HTTP/1.1 and HTTP/2 over TLS. */
    static Stage startWithTls(Path home, ApiServer cluster) throws IOException {
        KeyPairFiles files = TestKeyPair.elliptic().write(home);
        Map<String, String> settings = Map.of(
                "TLS_CERT_FILE", files.certificate().toString(),
                "TLS_KEY_FILE", files.key().toString());
        return start(home, cluster, settings);
    }

    /**
     * Skips the test where no cgroup can be made: without one nothing holds the service to its memory.
     *
     * @param home an empty folder
     * @param cluster listens, and has the pods that the probe asks for
     */
    private static Stage start(Path home, ApiServer cluster, Map<String, String> more) throws IOException {
        Container container = Container.ofMebibytes(MEBIBYTES);
        assumeTrue(container.isEnforced(), "No cgroup can be made here: the service is not attacked in its container");
        Map<String, String> settings = new HashMap<>(more);
        settings.put("TRUSTED_PROXIES", "127.0.0.1");
        ServiceProcess service = Launch.asInImage(
                        home, container, Integer.parseInt(cluster.url().replaceAll(".*:", "")))
                .settings(settings)
                .start();
        Target target = new Target(service.port(), settings.containsKey("TLS_CERT_FILE"), cluster, new Answers());
        return new Stage(container, service, target);
    }

    Target target() {
        return target;
    }

    /** Waits until the probe is answered right; fails when the service ends before, or is not ready for long. */
    Stage awaitReady() throws IOException {
        probe.startRecovery();
        if (!awaitRecovery(START_TIMEOUT)) {
            throw new IOException(
                    "The service does not become ready, exit code " + service.exit() + ": " + service.log());
        }
        probe.take();
        return this;
    }

    /** What the service holds now. */
    Memory memory() throws IOException {
        return Memory.of(service);
    }

    /** Runs one attack, for the duration in {@link Scale}, and waits for the recovery. */
    Outcome attack(String name, Attack attack, Random random) throws Exception {
        Memory before = memory();
        probe.take();
        hold(attack, random);
        probe.startRecovery();
        boolean recovered = awaitRecovery(RECOVERY_TIMEOUT);
        Outcome outcome = new Outcome(
                name,
                probe.take(),
                target.answers().take(),
                container.peak().orElse(0),
                before,
                recovered ? memory() : before,
                recovered,
                Duration.ofNanos(probe.recoveryNanos()),
                service.exit(),
                recovered ? "" : service.log());
        outcome.report();
        return outcome;
    }

    private void hold(Attack attack, Random random) throws Exception {
        try (AutoCloseable attacker = attack.start(target, random)) {
            int until = probe.asked() + Scale.CURRENT.questions();
            await().atMost(LEAVE_TIMEOUT).until(() -> isOver() || probe.asked() >= until);
        } catch (IOException | ExecutionException e) {
            // An attacker cannot reach a service that has ended; its end is what the outcome reports.
            if (!isOver()) {
                throw e;
            }
        }
    }

    /** Whether the service has ended. */
    boolean isOver() {
        return service.exit().isPresent();
    }

    /** Returns whether all answers became right and prompt; false when the service has ended. */
    private boolean awaitRecovery(Duration timeout) {
        try {
            await().atMost(timeout).until(() -> isOver() || probe.hasRecovered());
            return !isOver();
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    @Override
    public void close() {
        probe.close();
        service.close();
        container.close();
    }
}
