package io.podwatcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.Command;
import io.podwatcher.Program;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.integration.service.RunningService;
import io.podwatcher.proxy.Proxy;
import io.podwatcher.proxy.Snippet;
import io.podwatcher.watch.api.ClusterAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls of src/docs/try-with-caddy.md, by a real Caddy with the documented file in front of the demo. */
class TryWithCaddyIT {

    private static final String ADDRESS = "http://127.0.0.1:8000";

    @Test
    void theDocumentedCallsGiveTheDocumentedAnswers(@TempDir Path folder) throws Exception {
        // Given
        Program.need(Command.exists("curl", "--version"), "Skipped: there is no curl here, so the calls were not made");
        List<DocumentedCommand> calls = DocumentedCommand.withAnswers(Path.of("src", "docs", "try-with-caddy.md"))
                .toList();
        int port = MockCluster.freePort();
        try (DemoCluster cluster = DemoCluster.start();
                RunningService service = RunningService.start(
                        new ClusterAccess(cluster.config(), "the demo's embedded API server"),
                        Demo.variables(Map.of()).entrySet().stream()
                                .map(setting -> setting.getKey() + "=" + setting.getValue())
                                .toArray(String[]::new));
                Proxy caddy = Proxy.caddy(
                        folder,
                        Snippet.documented("demo.Caddyfile")
                                .listensOn(port)
                                .with(
                                        "forward_auth 127.0.0.1:8080 {",
                                        "forward_auth 127.0.0.1:" + service.port() + " {"),
                        port)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> service.status("/ready") == 200);

            // When // Then
            assertThat(calls)
                    .hasSize(2)
                    .allSatisfy(call -> assertThat(
                                    call.run(command -> command.replace(ADDRESS, "http://127.0.0.1:" + port)))
                            .matches(call.pattern()));
        }
    }
}
