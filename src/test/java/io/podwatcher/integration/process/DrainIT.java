package io.podwatcher.integration.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.integration.service.Pods;
import io.podwatcher.process.ServiceProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrainIT {

    /** Together far more than the buffers between two sockets hold. */
    private static final int PODS = 400;

    /** So many that some connect at the moment when it stops listening. */
    private static final int CLIENTS = 16;

    private static final String LARGE = "x".repeat(30_000);

    @TempDir
    private Path home;

    @Test
    void requestInFlightIsFinishedAfterSigterm() throws Exception {
        // Given
        int port = MockCluster.freePort();
        try (MockCluster cluster = MockCluster.start();
                Socket client = new Socket()) {
            for (int i = 0; i < PODS; i++) {
                cluster.add(Pods.running("default", "pod-" + i, "10.42." + i / 256 + "." + i % 256)
                        .editMetadata()
                        .addToAnnotations("large", LARGE)
                        .endMetadata()
                        .build());
            }
            try (ServiceProcess process =
                    ServiceProcess.start(home, ServiceProcess.variables(home, port, cluster.port()))) {
                ServiceProcess.awaitStatus(port, "/ready", 200);
                InputStream answer = askForAllPods(client, port);
                assertThat(new String(answer.readNBytes(15), StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 200 OK");

                // When
                process.terminate();
                process.awaitLog("Stopping");

                // Then
                assertThat(process.isAlive()).isTrue();
                String rest = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
                assertThat(rest).endsWith("},\"count\":" + PODS + "}\r\n0\r\n\r\n");
                assertThat(process.exitCode()).isZero();
            }
        }
    }

    @RepeatedTest(3)
    void connectionsThatArriveDuringTheStopCauseNoTrouble() throws Exception {
        // Given
        int port = MockCluster.freePort();
        AtomicInteger answers = new AtomicInteger();
        AtomicBoolean stopped = new AtomicBoolean();
        List<Thread> clients = new ArrayList<>();
        try (MockCluster cluster = MockCluster.start();
                ServiceProcess process =
                        ServiceProcess.start(home, ServiceProcess.variables(home, port, cluster.port()))) {
            ServiceProcess.awaitStatus(port, "/ready", 200);
            await().until(() -> cluster.watches() == 1);
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(new Thread(() -> connectAgainAndAgain(port, answers, stopped)));
            }
            clients.forEach(Thread::start);
            await().until(() -> answers.get() > 10 * CLIENTS);

            // When
            process.terminate();

            // Then
            assertThat(process.exitCode()).isZero();
            assertThat(process.log().lines()).allMatch(line -> line.contains(" INFO "));
            assertThat(process.errors()).isEmpty();
        } finally {
            stopped.set(true);
            for (Thread client : clients) {
                client.join();
            }
        }
    }

    private static void connectAgainAndAgain(int port, AtomicInteger answers, AtomicBoolean stopped) {
        while (!stopped.get()) {
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
                client.getOutputStream().write("GET /health HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                if (client.getInputStream().read() >= 0) {
                    answers.incrementAndGet();
                }
            } catch (ConnectException refused) {
                // It does not listen any more.
                return;
            } catch (IOException reset) {
                // It has stopped before it accepted this connection.
            }
        }
    }

    /** A client that reads little at a time, so that the answer is still being written when it starts to read. */
    private static InputStream askForAllPods(Socket client, int port) throws Exception {
        client.setReceiveBufferSize(4096);
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        client.getOutputStream()
                .write("GET /pods HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        return client.getInputStream();
    }
}
