package io.podwatcher.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.net.ssl.X509KeyManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class KeyPairFilesTest {

    @TempDir
    private Path folder;

    static Stream<TestKeyPair> usualKeyPairs() {
        return Stream.of(TestKeyPair.elliptic(), TestKeyPair.rsa());
    }

    @ParameterizedTest
    @MethodSource("usualKeyPairs")
    void aCertificateAndItsKeyAreLoaded(TestKeyPair pair, Vertx vertx) throws Exception {
        // Given
        KeyPairFiles files = pair.write(folder);

        // When
        KeyCertOptions loaded = files.load(vertx);

        // Then
        X509KeyManager keys =
                (X509KeyManager) loaded.getKeyManagerFactory(vertx).getKeyManagers()[0];
        assertThat(Stream.of("EC", "RSA")
                        .map(type -> keys.getServerAliases(type, null))
                        .filter(aliases -> aliases != null)
                        .map(aliases -> keys.getCertificateChain(aliases[0])[0].getSerialNumber()))
                .containsExactly(pair.serial());
    }

    @Test
    void theKeyOfAnotherCertificateIsRefused(Vertx vertx) throws Exception {
        // Given
        KeyPairFiles files = TestKeyPair.elliptic().write(folder);
        Files.writeString(files.key(), TestKeyPair.elliptic().key());

        // Then
        assertThatExceptionOfType(InvalidKeyPair.class)
                .isThrownBy(() -> files.load(vertx))
                .withMessageContainingAll("tls.key is not the key of", "tls.crt", "CN=pod-watcher");
    }

    @Test
    void theKeyOfAnotherKindIsRefused(Vertx vertx) throws Exception {
        // Given
        KeyPairFiles files = TestKeyPair.elliptic().write(folder);
        Files.writeString(files.key(), TestKeyPair.rsa().key());

        // Then
        assertThatExceptionOfType(InvalidKeyPair.class)
                .isThrownBy(() -> files.load(vertx))
                .withMessageContainingAll("tls.key", "does not match");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void whatIsNoCertificateIsRefused(String content, Vertx vertx) throws Exception {
        // Given
        KeyPairFiles files = TestKeyPair.elliptic().write(folder);
        Files.writeString(files.certificate(), content);

        // Then
        assertThatExceptionOfType(InvalidKeyPair.class)
                .isThrownBy(() -> files.load(vertx))
                .withMessageContaining("tls.crt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"})
    void whatIsNoKeyIsRefusedWithoutBeingTold(String content, Vertx vertx) throws Exception {
        // Given
        KeyPairFiles files = TestKeyPair.elliptic().write(folder);
        Files.writeString(files.key(), content);

        // Then
        assertThatExceptionOfType(InvalidKeyPair.class)
                .isThrownBy(() -> files.load(vertx))
                .withMessageContaining("tls.key")
                .withMessageNotContaining("AAAA");
    }

    @Test
    void aMissingFileIsNamedWithItsSetting(Vertx vertx) throws Exception {
        // Given
        KeyPairFiles files = TestKeyPair.elliptic().write(folder);
        Files.delete(files.key());

        // Then
        assertThatExceptionOfType(InvalidKeyPair.class)
                .isThrownBy(() -> files.load(vertx))
                .withMessageStartingWith("TLS_KEY_FILE: there is no file")
                .withMessageEndingWith("tls.key");
    }
}
