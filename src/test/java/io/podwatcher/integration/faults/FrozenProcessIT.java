package io.podwatcher.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.NeedsQuiet;
import io.podwatcher.SuspendableMain;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.Fault;
import io.podwatcher.apiserver.Kind;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.integration.service.HttpAnswers;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.integration.service.ProxyQuestions;
import io.podwatcher.process.Installation;
import io.podwatcher.process.Launch;
import io.podwatcher.process.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The process is stopped and continued while the IP of a caller goes to another pod: as with a paused container, where
 * the monotonic clock goes on, and as with a suspended machine, where it stands still.
 */
@NeedsQuiet
class FrozenProcessIT {

    private static final String IP = "10.0.3.1";
    private static final Duration FROZEN = Duration.ofSeconds(4);
    private static final int QUESTIONS = 1000;

    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eventThatLayInTheSocketLetsNobodyInWhenTheServerIsSilentAfterwards(boolean suspended) throws Exception {
        int port = MockCluster.freePort();
        Path file = home.resolve("standstill");
        LongBuffer standstill = SuspendableMain.map(file);
        Installation installation =
                Installation.ofMain(SuspendableMain.class, List.of("-XX:TieredStopAtLevel=1", "-Dstandstill=" + file));
        try (ApiServer server = new ApiServer().start();
                ServiceProcess process = new Launch(installation, home)
                        .settings(variables(server, port))
                        .start()) {
            // Given
            server.put(ApiPod.running("shop", "caller", "uid-caller", IP));
            HttpAnswers http = ServiceProcess.awaitStatus(port, "/ready", 200);
            ProxyQuestions proxy = new ProxyQuestions(port);
            await().until(() -> proxy.authorize(IP, "shop").statusCode() == 200);
            await().until(() -> server.openWatches() == 1);
            signal("STOP", process);

            // When
            long stopped = System.nanoTime();
            server.put(ApiPod.running("default", "first", "uid-first", "10.0.5.1"));
            server.strikeOpenWatches(Fault.stall());
            server.faults().always(Kind.WATCH, Fault.noAnswer());
            server.faults().always(Kind.LIST, Fault.noAnswer());
            server.faults().always(Kind.VERSION, Fault.noAnswer());
            server.delete("shop", "caller");
            server.put(ApiPod.running("other", "stranger", "uid-stranger", IP));
            await().until(() -> System.nanoTime() - stopped > FROZEN.toNanos());
            standstill.put(0, suspended ? System.nanoTime() - stopped : 0);
            signal("CONT", process);

            // Then
            for (int i = 0; i < QUESTIONS; i++) {
                assertThat(proxy.authorize(IP, "shop").body()).contains("stale");
            }
            await().until(() -> http.get("/pod?ip=10.0.5.1").statusCode() == 200);
            for (int i = 0; i < QUESTIONS; i++) {
                assertThat(proxy.authorize(IP, "shop").body()).contains("stale");
            }
            assertThat(http.get("/pod?ip=" + IP)
                            .headers()
                            .firstValueAsLong("X-Watch-Age")
                            .orElseThrow())
                    .isGreaterThanOrEqualTo(FROZEN.toSeconds());
        }
    }

    private Map<String, String> variables(ApiServer server, int port) throws IOException {
        Map<String, String> variables = new HashMap<>(
                ServiceProcess.variables(home, port, URI.create(server.url()).getPort()));
        variables.put("AUTHORIZE_MAX_AGE", FROZEN.toSeconds() + "s");
        variables.put("TRUSTED_PROXIES", "127.0.0.1");
        return variables;
    }

    private static void signal(String name, ServiceProcess process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).isZero();
    }
}
