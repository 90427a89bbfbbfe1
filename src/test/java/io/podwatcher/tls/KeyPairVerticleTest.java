package io.podwatcher.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.KeyPairChanged;
import io.podwatcher.messages.Messages;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509KeyManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class KeyPairVerticleTest {

    @TempDir
    private Path folder;

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final List<BigInteger> published = new CopyOnWriteArrayList<>();
    private final TestKeyPair first = TestKeyPair.elliptic();
    private final TestKeyPair renewed = TestKeyPair.elliptic();

    @BeforeEach
    void watchFiles(Vertx vertx) throws Exception {
        Messages.register(vertx);
        vertx.eventBus()
                .<KeyPairChanged>localConsumer(
                        BusAddresses.KEY_PAIR, message -> published.add(serial(vertx, message.body())));
        vertx.deployVerticle(
                        new KeyPairVerticle(first.write(folder), Duration.ofMillis(5), registry),
                        new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER))
                .await(20, TimeUnit.SECONDS);
    }

    @Test
    void aRenewedKeyPairIsTold() throws Exception {
        // When
        renewed.write(folder);

        // Then
        await().untilAsserted(() -> assertThat(published).containsExactly(first.serial(), renewed.serial()));
    }

    @Test
    void halfOfARenewedKeyPairIsNotTold() throws Exception {
        // Given
        TestKeyPair next = TestKeyPair.elliptic();

        // When
        Files.writeString(folder.resolve("tls.crt"), renewed.certificate());
        Files.writeString(folder.resolve("tls.key"), next.key());
        Files.writeString(folder.resolve("tls.crt"), next.certificate());

        // Then
        await().untilAsserted(() -> assertThat(published).containsExactly(first.serial(), next.serial()));
    }

    @Test
    void theOldOneComesBackWhenItsFilesDo() throws Exception {
        // Given
        renewed.write(folder);
        await().untilAsserted(() -> assertThat(published).containsExactly(first.serial(), renewed.serial()));

        // When
        first.write(folder);

        // Then
        await().untilAsserted(
                        () -> assertThat(published).containsExactly(first.serial(), renewed.serial(), first.serial()));
    }

    @Test
    void filesThatAreAwayForAMomentDoNotMatter() throws Exception {
        // Given
        Files.delete(folder.resolve("tls.key"));

        // When
        renewed.write(folder);

        // Then
        await().untilAsserted(() -> assertThat(published).containsExactly(first.serial(), renewed.serial()));
    }

    @Test
    void theExpirationIsThatOfTheCertificateInUse() throws Exception {
        // Given
        assertThat(expiration()).isEqualTo(first.expiration().getEpochSecond());
        TestKeyPair shorter = TestKeyPair.expiringIn(Duration.ofHours(3));

        // When
        shorter.write(folder);

        // Then
        await().untilAsserted(() ->
                assertThat(expiration()).isEqualTo(shorter.expiration().getEpochSecond()));
    }

    @Test
    void filesThatCannotBeUsedAreCountedForAsLongAsTheyStay() throws Exception {
        // When
        Files.writeString(folder.resolve("tls.key"), renewed.key());

        // Then
        await().until(() -> failures() > 2);
        assertThat(expiration()).isEqualTo(first.expiration().getEpochSecond());

        // When
        renewed.write(folder);

        // Then
        await().untilAsserted(() -> assertThat(published).containsExactly(first.serial(), renewed.serial()));
    }

    private double expiration() {
        return registry.get("pod.watcher.certificate.expiration.timestamp.seconds")
                .gauge()
                .value();
    }

    private double failures() {
        return registry.get("pod.watcher.certificate.reload.failures").counter().count();
    }

    private static BigInteger serial(Vertx vertx, KeyPairChanged changed) {
        try {
            X509KeyManager keys = (X509KeyManager)
                    changed.keyPair().getKeyManagerFactory(vertx).getKeyManagers()[0];
            return keys.getCertificateChain(keys.getServerAliases("EC", null)[0])[0].getSerialNumber();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
