package io.podwatcher.postgres;

import io.podwatcher.Command;
import io.podwatcher.Program;
import io.podwatcher.integration.service.MockCluster;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real PostgreSQL as a process of its own, with empty data. It refuses to run as root. */
public final class PostgresServer implements AutoCloseable {

    private static final String FILLER = "filler";
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    private final Path folder;
    private final int port;
    private Process process;

    private PostgresServer(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Starts one; complete when it answers. */
    public static PostgresServer start() throws Exception {
        return start(Files.createTempDirectory("podwatcher-postgres"));
    }

    /** Starts one on a disk of its own of this size, which {@link #fillDisk} fills. Needs root. */
    public static PostgresServer startOnDisk(int megabytes) throws Exception {
        Program.need(isRoot(), "Not root, so PostgreSQL was not tested with a full disk");
        Path folder = Files.createTempDirectory("podwatcher-postgres");
        Command.output(List.of("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString()));
        return start(folder);
    }

    private static PostgresServer start(Path folder) throws Exception {
        if (isRoot()) {
            run(folder, List.of("chown", "postgres", folder.toString()));
        }
        run(folder, asUser(List.of(program("initdb"), "-D", data(folder), "-U", "history", "-A", "trust", "-N")));
        PostgresServer server = new PostgresServer(folder, MockCluster.freePort());
        server.restart();
        return server;
    }

    /** Starts it again, after {@link #stop} or {@link #kill}. */
    public void restart() throws Exception {
        process = new ProcessBuilder(asUser(List.of(
                        program("postgres"),
                        "-D",
                        data(folder),
                        "-p",
                        String.valueOf(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "fsync=off")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(folder).toFile()))
                .start();
        for (int i = 0; i < 600 && !isReady(); i++) {
            if (!process.isAlive()) {
                throw new IOException("PostgreSQL has ended: " + Files.readString(log(folder)));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private boolean isReady() throws Exception {
        return new ProcessBuilder(program("pg_isready"), "-q", "-h", "127.0.0.1", "-p", String.valueOf(port))
                        .start()
                        .waitFor()
                == 0;
    }

    /** The URL of its database. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=history";
    }

    /** Runs statements, as an administrator would, whom nothing keeps from writing. */
    public void execute(String sql) throws Exception {
        if (startExecuting(sql).waitFor() != 0) {
            throw new IOException(sql + " failed: " + Files.readString(log(folder)));
        }
    }

    /** The same without waiting for the end. */
    public Process startExecuting(String sql) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        program("psql"),
                        "-q",
                        "-h",
                        "127.0.0.1",
                        "-p",
                        String.valueOf(port),
                        "-U",
                        "history",
                        "-c",
                        sql,
                        "postgres")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(folder).toFile()));
        builder.environment().put("PGOPTIONS", "-c default_transaction_read_only=off");
        return builder.start();
    }

    /** Leaves no room for another byte. */
    public void fillDisk() throws IOException {
        try (OutputStream filler = Files.newOutputStream(folder.resolve(FILLER))) {
            byte[] block = new byte[4096];
            while (true) {
                filler.write(block);
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("No space left")) {
                throw full;
            }
        }
    }

    /** There is room again. A server that has ended for want of it is started. */
    public void clearDisk() throws Exception {
        Files.delete(folder.resolve(FILLER));
        if (!process.isAlive()) {
            restart();
        }
    }

    /** All its processes stand still: connections stay open, and nothing answers. */
    public void pause() throws Exception {
        signal("-STOP");
    }

    /** They go on. */
    public void proceed() throws Exception {
        signal("-CONT");
    }

    private void signal(String signal) throws Exception {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        for (ProcessHandle one : all) {
            try {
                run(folder, List.of("kill", signal, String.valueOf(one.pid())));
            } catch (IOException e) {
                // The process of a connection may have ended meanwhile.
                if (one.isAlive()) {
                    throw e;
                }
            }
        }
    }

    /** It ends at once, and so do its connections. */
    public void stop() throws Exception {
        process.destroy();
        new ProcessBuilder(asUser(List.of(program("pg_ctl"), "stop", "-D", data(folder), "-m", "immediate")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(folder).toFile()))
                .start()
                .waitFor();
        process.waitFor();
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static List<String> asUser(List<String> command) {
        if (!isRoot()) {
            return command;
        }
        List<String> all =
                new ArrayList<>(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        all.addAll(command);
        return all;
    }

    private static String program(String name) throws IOException {
        Optional<Path> found = Optional.empty();
        if (Files.isDirectory(VERSIONS)) {
            try (Stream<Path> versions = Files.list(VERSIONS)) {
                found = versions.map(version -> version.resolve("bin").resolve(name))
                        .filter(Files::isExecutable)
                        .max(Comparator.naturalOrder());
            }
        }
        Program.need(found.isPresent(), "PostgreSQL is not installed: not tested with it (apt-get install postgresql)");
        return found.orElseThrow().toString();
    }

    private static String data(Path folder) {
        return folder.resolve("data").toString();
    }

    private static Path log(Path folder) {
        return folder.resolve("log");
    }

    private static void run(Path folder, List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(folder).toFile()))
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(command + " failed: " + Files.readString(log(folder)));
        }
    }

    @Override
    public void close() throws Exception {
        proceed();
        stop();
        if (isMounted()) {
            Command.output(List.of("umount", folder.toString()));
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(PostgresServer::delete);
        }
    }

    private boolean isMounted() throws IOException {
        return !Files.getFileStore(folder).equals(Files.getFileStore(folder.getParent()));
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
