package io.podwatcher.integration.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.podwatcher.http.RawHttp;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.process.ServiceProcess;
import io.podwatcher.tls.KeyPairFiles;
import io.podwatcher.tls.TestKeyPair;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsIT {

    @TempDir
    private Path home;

    private final TestKeyPair first = TestKeyPair.elliptic();
    private final TestKeyPair renewed = TestKeyPair.rsa();
    private int port;
    private KeyPairFiles files;
    private Map<String, String> variables;

    @BeforeEach
    void prepare() throws IOException {
        port = MockCluster.freePort();
        files = first.write(home);
        variables = new HashMap<>(ServiceProcess.variables(home, port, MockCluster.freePort()));
        variables.put("TLS_CERT_FILE", files.certificate().toString());
        variables.put("TLS_KEY_FILE", files.key().toString());
    }

    @Test
    void theProcessShowsARenewedCertificateWithoutARestart() throws Exception {
        try (ServiceProcess process = ServiceProcess.start(home, variables)) {
            // Given
            process.awaitLog("event loops, TLS");
            assertThat(shownSerial()).isEqualTo(first.serial());

            // When
            Files.writeString(files.key(), renewed.key());
            process.awaitLog("the certificate in use is kept");
            assertThat(shownSerial()).isEqualTo(first.serial());
            Files.writeString(files.certificate(), renewed.certificate());

            // Then
            await().atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(shownSerial()).isEqualTo(renewed.serial()));
            assertThat(process.log()).doesNotContain("BEGIN").doesNotContain("PRIVATE");
        }
    }

    @Test
    void healthcheckSpeaksTlsToo() throws Exception {
        try (ServiceProcess process = ServiceProcess.start(home, variables)) {
            // Given
            process.awaitLog("event loops, TLS");

            // When
            try (ServiceProcess healthcheck = ServiceProcess.start(home, variables, "--healthcheck")) {

                // Then
                assertThat(healthcheck.exitCode()).isZero();
                assertThat(healthcheck.log()).contains("\"status\":\"healthy\"");
            }
        }
    }

    @Test
    void aClientCannotMakeTheProcessShakeHandsAgain() throws Exception {
        try (ServiceProcess process = ServiceProcess.start(home, variables)) {
            // Given
            process.awaitLog("event loops, TLS");
            try (SSLSocket socket = socket()) {
                socket.setEnabledProtocols(new String[] {"TLSv1.2"});
                socket.startHandshake();
                socket.getOutputStream().write(RawHttp.request("GET", "/health").getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().read()).isEqualTo('H');

                // When
                socket.startHandshake();

                // Then
                assertThatExceptionOfType(IOException.class)
                        .isThrownBy(() -> socket.getInputStream().transferTo(OutputStream.nullOutputStream()));
            }
        }
    }

    @Test
    void aKeyThatDoesNotFitIsSaidAtStart() throws Exception {
        // Given
        Files.writeString(files.key(), TestKeyPair.elliptic().key());

        // When
        try (ServiceProcess process = ServiceProcess.start(home, variables)) {

            // Then
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(process.log()).contains("Cannot start: TLS_KEY_FILE " + files.key() + " is not the key of");
        }
    }

    @Test
    void aCertificateNeedsAKey() throws Exception {
        // Given
        variables.remove("TLS_KEY_FILE");

        // When
        try (ServiceProcess process = ServiceProcess.start(home, variables)) {

            // Then
            assertThat(process.exitCode()).isEqualTo(2);
            assertThat(process.errors()).contains("TLS_KEY_FILE: is needed with TLS_CERT_FILE");
        }
    }

    private SSLSocket socket() throws IOException {
        return (SSLSocket)
                TestKeyPair.trusting(first, renewed).getSocketFactory().createSocket("127.0.0.1", port);
    }

    private BigInteger shownSerial() throws IOException {
        try (SSLSocket socket = socket()) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
        }
    }
}
