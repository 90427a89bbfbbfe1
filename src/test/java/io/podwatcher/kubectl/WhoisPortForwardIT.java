package io.podwatcher.kubectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.Command;
import io.podwatcher.Program;
import io.podwatcher.kubectl.Whois.Outcome;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plugin with the default settings, where the API server may not read the map; with a stand-in for kubectl. */
class WhoisPortForwardIT {

    /** What kubectl prints for a 403 of pod-watcher, and for one of the API server. */
    private static final String NOT_ALLOWED = "Error from server (Forbidden): unknown";

    private static final String NO_RIGHT =
            "Error from server (Forbidden): services \"http:pod-watcher:8080\" is forbidden: "
                    + "User \"jane\" cannot get resource \"services/proxy\"";

    @TempDir
    private static Path home;

    private static Whois cluster;

    @BeforeAll
    static void start() throws Exception {
        Program.need(
                Command.exists("curl", "--version"), "Skipped: there is no curl here, so the plugin was not tried");
        cluster = new Whois(home, "ALLOWED_CLIENTS=namespace:pod-watcher");
        await().until(() -> cluster.service().status("/ready") == 200);
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @BeforeEach
    void forgetTheLastTunnel() throws Exception {
        Files.deleteIfExists(home.resolve("tunnel"));
    }

    @Test
    void itAsksThroughATunnel() throws Exception {
        // Given
        kubectl(NOT_ALLOWED, true);

        // When
        Outcome text = cluster.plugin("10.42.0.5");
        Outcome json = cluster.plugin("10.42.0.5", "-o", "json");

        // Then
        assertThat(text.error()).isEmpty();
        assertThat(text.output()).startsWith("Pod:              media/jellyfin-0\n");
        assertThat(new JsonObject(json.output())).isEqualTo(cluster.service().json("/pod?ip=10.42.0.5"));
    }

    @Test
    void theTunnelIsClosed() throws Exception {
        // Given
        kubectl(NOT_ALLOWED, true);

        // When
        cluster.plugin("10.42.0.5");

        // Then
        long tunnel = Long.parseLong(Files.readString(home.resolve("tunnel")).trim());
        await().until(() ->
                ProcessHandle.of(tunnel).filter(ProcessHandle::isAlive).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"10.42.9.9, 'No pod found with IP 10.42.9.9'", "10.42.0.6, 10.42.0.6"})
    void itPrintsWhyThereIsNone(String ip, String sentence) throws Exception {
        // Given
        kubectl(NOT_ALLOWED, true);

        // When
        Outcome outcome = cluster.plugin(ip);

        // Then
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.error()).contains(sentence);
    }

    @Test
    void withoutTheRightToAnyOfThemItSaysWhatTheApiServerSays() throws Exception {
        // Given
        kubectl(NO_RIGHT, false);

        // When
        Outcome outcome = cluster.plugin("10.42.0.5");

        // Then
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.error()).contains("services/proxy", "pods/portforward");
    }

    @ParameterizedTest
    @CsvSource({
        "1, Error from server (NotFound): the server could not find the requested resource, No pod owns 10.42.0.5",
        "1, Error from server (Conflict): the server reported a conflict, More than one pod claims 10.42.0.5",
        "2, Error from server (NotFound): services \"pod-watcher\" not found, services \"pod-watcher\" not found",
        "2, Error from server (ServiceUnavailable): no endpoints available, no endpoints available",
        "2, Unable to connect to the server: EOF, Unable to connect to the server"
    })
    void whatKubectlPrintsOfTheProxyIsUnderstood(int exitCode, String printed, String sentence) throws Exception {
        // Given
        kubectl(printed, false);

        // When
        Outcome outcome = cluster.plugin("10.42.0.5");

        // Then
        assertThat(outcome.exitCode()).isEqualTo(exitCode);
        assertThat(outcome.error()).contains(sentence);
        assertThat(home.resolve("tunnel")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "jellyfin, is not an IP",
        "10.42.0.5&wait=5s, is not an IP",
        "--output=yaml, the only output besides text is -o json",
        "--all, unknown option --all",
        "--namespace, --namespace needs a value"
    })
    void whatCannotBeAskedIsSaid(String argument, String sentence) throws Exception {
        // When
        Outcome outcome = cluster.plugin(argument);

        // Then
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.error()).contains(sentence);
    }

    /** A kubectl that may not use the proxy, for this reason, and perhaps may open a tunnel. */
    private static void kubectl(String ofTheProxy, boolean tunnel) throws Exception {
        Path script = home.resolve("kubectl");
        Files.writeString(script, """
                #!/bin/sh
                case "$*" in
                  "get --raw /api/v1/namespaces/pod-watcher/services/http:pod-watcher:8080/proxy/pod?ip="*)
                    echo '%s' >&2
                    exit 1 ;;
                  "-n pod-watcher port-forward service/pod-watcher :8080")
                    echo $$ > '%s'
                    if ! %s; then
                      echo 'error: cannot create resource "pods/portforward"' >&2
                      exit 1
                    fi
                    echo 'Forwarding from 127.0.0.1:%d -> 8080'
                    exec tail -f /dev/null ;;
                esac
                exit 3
                """.formatted(
                ofTheProxy, home.resolve("tunnel"), tunnel, cluster.service().port()));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
