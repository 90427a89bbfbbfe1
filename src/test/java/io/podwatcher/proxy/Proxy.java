package io.podwatcher.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.Command;
import io.podwatcher.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real proxy as a process of its own, with a folder for its files. Tests are skipped where it is not installed. */
public final class Proxy implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Process process;
    private final Path log;

    private Proxy(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        await().atMost(TIMEOUT).until(() -> {
            assertThat(process.isAlive()).as(log()).isTrue();
            return accepts(port);
        });
    }

    /** Runs Caddy with this configuration, which makes it listen on this port. */
    public static Proxy caddy(Path folder, Snippet snippet, int port) throws IOException {
        return caddy(folder, "off", snippet, port);
    }

    /** The same with an admin endpoint at this address, which {@code caddy reload} uses. */
    public static Proxy caddy(Path folder, String admin, Snippet snippet, int port) throws IOException {
        Path config = caddyfile(folder, admin, snippet);
        return start(
                folder,
                port,
                Program.find("caddy", "caddy").toString(),
                "run",
                "--adapter",
                "caddyfile",
                "--config",
                config.toString());
    }

    /** Reloads a Caddy with another configuration, which is active when this returns. */
    public static void reloadCaddy(Path folder, String admin, Snippet snippet) throws IOException {
        Command.output(List.of(
                Program.find("caddy", "caddy").toString(),
                "reload",
                "--adapter",
                "caddyfile",
                "--config",
                caddyfile(folder, admin, snippet).toString(),
                "--address",
                admin));
    }

    private static Path caddyfile(Path folder, String admin, Snippet snippet) throws IOException {
        return Files.writeString(
                folder.resolve("Caddyfile"),
                "{\n\tadmin %s\n\tauto_https off\n\tdefault_bind 127.0.0.1%s\n}\n"
                                .formatted(admin, Loopback.hasIpv6() ? " ::1" : "")
                        + snippet.text());
    }

    /** Runs nginx with this configuration, which makes it listen on this port. */
    public static Proxy nginx(Path folder, Snippet snippet, int port) throws IOException {
        String around = """
                daemon off;
                master_process off;
                pid nginx.pid;
                error_log stderr warn;
                events {}
                http {
                    access_log off;
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    %s
                }
                """;
        Path config = Files.writeString(folder.resolve("nginx.conf"), around.formatted(snippet.text()));
        return start(
                folder,
                port,
                Program.find("nginx", "nginx").toString(),
                "-p",
                folder + "/",
                "-e",
                "stderr",
                "-c",
                config.toString());
    }

    private static Proxy start(Path folder, int port, String... command) throws IOException {
        Path log = folder.resolve("log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().put("HOME", folder.toString());
        return new Proxy(builder.start(), log, port);
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
