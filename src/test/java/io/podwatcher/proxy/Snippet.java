package io.podwatcher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A documented configuration of a proxy as the documents have it, but for addresses and ports. Immutable. */
public record Snippet(String text) {

    private static final Path DOCUMENTED = Path.of("src", "docs", "proxies");

    static Snippet documented(String file) throws IOException {
        return new Snippet(Files.readString(DOCUMENTED.resolve(file)));
    }

    /** Listens on a port of 127.0.0.1 and ::1; Caddy is told of the addresses elsewhere. */
    Snippet listensOn(int port) {
        return text.contains("listen 8000;")
                ? with(
                        "listen 8000;",
                        "listen 127.0.0.1:%d;%s"
                                .formatted(port, Loopback.hasIpv6() ? " listen [::1]:" + port + ";" : ""))
                : with("http://:8000 {", "http://:%d {".formatted(port));
    }

    /** Asks one pod-watcher, or one of several. */
    Snippet asks(String... addresses) {
        return text.contains("server pod-watcher.pod-watcher:8080;")
                ? with(
                        "server pod-watcher.pod-watcher:8080;",
                        Arrays.stream(addresses).map("server %s;"::formatted).collect(Collectors.joining(" ")))
                : with(
                        "forward_auth pod-watcher.pod-watcher:8080 {",
                        "forward_auth " + String.join(" ", addresses) + " {");
    }

    /** Passes calls on to a port of 127.0.0.1 instead of a name. */
    Snippet passesOnTo(String documented, int port) {
        return with(documented, "127.0.0.1:" + port);
    }

    private Snippet with(String documented, String replacement) {
        assertThat(text).containsOnlyOnce(documented);
        return new Snippet(text.replace(documented, replacement));
    }
}
