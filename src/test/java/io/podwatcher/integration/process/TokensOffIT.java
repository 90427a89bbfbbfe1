package io.podwatcher.integration.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.Main;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.process.Installation;
import io.podwatcher.process.Launch;
import io.podwatcher.process.ServiceProcess;
import io.podwatcher.token.TestKey;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a key nothing that signs is loaded; with one that cannot be used, the process does not start. */
class TokensOffIT {

    private static final Pattern CLASS =
            Pattern.compile("(io\\.podwatcher\\.(http\\.)?token|com\\.nimbusds)\\.[\\w.$]+");

    @TempDir
    private Path home;

    @Test
    void classesOfTokensAreLoadedOnlyWithAKey() throws Exception {
        // Given
        Path key = TestKey.write(home.resolve("key.pem"), List.of(TestKey.create()));

        // When // Then
        assertThat(loaded("on", Map.of("TOKEN_KEY_FILE", key.toString())))
                .contains("io.podwatcher.token.TokenVerticle", "io.podwatcher.http.token.Tokens")
                .anyMatch(name -> name.startsWith("com.nimbusds."));
        assertThat(loaded("off", Map.of())).isEmpty();
    }

    /** The classes that a process has loaded when it is ready and has answered each kind of question. */
    private TreeSet<String> loaded(String name, Map<String, String> settings) throws Exception {
        Path classes = home.resolve("classes-" + name);
        try (ApiServer server = new ApiServer().start();
                ServiceProcess process = launch(server, settings)
                        .options(List.of("-Xlog:class+load:file=" + classes))
                        .start()) {
            process.awaitReady();
            process.http().get("/authorize?namespace=shop");
            process.http().get("/token?audience=http://shop");
            process.http().get("/.well-known/jwks.json");
        }
        try (var lines = Files.lines(classes)) {
            return lines.map(CLASS::matcher)
                    .filter(matcher -> matcher.find())
                    .map(matcher -> matcher.group())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void aKeyThatCannotBeUsedIsAUsageError() throws Exception {
        // Given
        Path key = Files.writeString(home.resolve("key.pem"), "not a key");
        try (ApiServer server = new ApiServer().start();
                ServiceProcess process =
                        launch(server, Map.of("TOKEN_KEY_FILE", key.toString())).start()) {
            // When // Then
            assertThat(process.exitCode()).isEqualTo(2);
            assertThat(process.log())
                    .contains("Cannot start: TOKEN_KEY_FILE " + key + " has no private key in PEM")
                    .doesNotContain("Listening");
        }
    }

    private Launch launch(ApiServer server, Map<String, String> settings) throws Exception {
        return new Launch(Installation.ofMain(Main.class, List.of("-XX:TieredStopAtLevel=1")), home)
                .settings(ServiceProcess.variables(
                        home, MockCluster.freePort(), URI.create(server.url()).getPort()))
                .settings(settings);
    }
}
