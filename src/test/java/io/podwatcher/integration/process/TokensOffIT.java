package io.podwatcher.integration.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.process.ServiceProcess;
import io.podwatcher.token.TestKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
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
        assertThat(loaded(Map.of("TOKEN_KEY_FILE", key.toString())))
                .contains("io.podwatcher.token.TokenVerticle", "io.podwatcher.http.token.Tokens")
                .anyMatch(name -> name.startsWith("com.nimbusds."));
        assertThat(loaded(Map.of())).isEmpty();
    }

    /** The classes that a process has loaded when it has answered each kind of question. */
    private TreeSet<String> loaded(Map<String, String> settings) throws Exception {
        return LoadedClasses.of(home, settings, CLASS, process -> {
            process.http().get("/authorize?namespace=shop");
            process.http().get("/token?audience=http://shop");
            process.http().get("/.well-known/jwks.json");
        });
    }

    @Test
    void aKeyThatCannotBeUsedIsAUsageError() throws Exception {
        // Given
        Path key = Files.writeString(home.resolve("key.pem"), "not a key");
        try (ApiServer server = new ApiServer().start();
                ServiceProcess process = LoadedClasses.launch(home, server, Map.of("TOKEN_KEY_FILE", key.toString()))
                        .start()) {
            // When // Then
            assertThat(process.exitCode()).isEqualTo(2);
            assertThat(process.log())
                    .contains("Cannot start: TOKEN_KEY_FILE " + key + " has no private key in PEM")
                    .doesNotContain("Listening");
        }
    }
}
