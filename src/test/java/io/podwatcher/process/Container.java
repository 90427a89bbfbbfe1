package io.podwatcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The memory limit of a container: a cgroup of its own where this machine lets us make one, so that the kernel kills a
 * process that takes more. Elsewhere the limit is only an option of the JVM, and the caller has to check what it took.
 */
public final class Container implements AutoCloseable {

    private static final Path ROOT = Path.of("/sys/fs/cgroup");

    private final long bytes;
    private final Optional<Path> group;

    private Container(long bytes, Optional<Path> group) {
        this.bytes = bytes;
        this.group = group;
    }

    public static Container ofMebibytes(int mebibytes) {
        long bytes = (long) mebibytes << 20;
        String name = "pod-watcher-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        return new Container(bytes, v1(name, bytes).or(() -> v2(name, bytes)));
    }

    private static Optional<Path> v1(String name, long bytes) {
        return make(
                ROOT.resolve("memory"), name, List.of("memory.limit_in_bytes", "memory.memsw.limit_in_bytes"), bytes);
    }

    private static Optional<Path> v2(String name, long bytes) {
        return make(ROOT, name, List.of("memory.max"), bytes);
    }

    private static Optional<Path> make(Path parent, String name, List<String> limits, long bytes) {
        if (!Files.isDirectory(parent)
                || !Files.isWritable(parent) && !"root".equals(System.getProperty("user.name"))) {
            return Optional.empty();
        }
        Path group = parent.resolve(name);
        try {
            Files.createDirectory(group);
        } catch (IOException refused) {
            return Optional.empty();
        }
        try {
            for (String limit : limits) {
                Files.writeString(group.resolve(limit), Long.toString(bytes));
            }
            return Optional.of(group);
        } catch (IOException refused) {
            remove(group);
            return Optional.empty();
        }
    }

    private static void remove(Path group) {
        try {
            Files.deleteIfExists(group);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The limit. */
    public long bytes() {
        return bytes;
    }

    /** Whether the kernel holds the limit. */
    public boolean isEnforced() {
        return group.isPresent();
    }

    /** The cgroup, if the kernel holds the limit. */
    Optional<Path> group() {
        return group;
    }

    /** The most that was charged to the cgroup: with the kernel's part and the files that were read. */
    public OptionalLong peak() throws IOException {
        return read("memory.max_usage_in_bytes", "memory.peak");
    }

    /** What is charged to it now. */
    public OptionalLong usage() throws IOException {
        return read("memory.usage_in_bytes", "memory.current");
    }

    private OptionalLong read(String... files) throws IOException {
        for (String file : files) {
            Optional<Path> figure = group.map(path -> path.resolve(file)).filter(Files::isReadable);
            if (figure.isPresent()) {
                return OptionalLong.of(
                        Long.parseLong(Files.readString(figure.get()).trim()));
            }
        }
        return OptionalLong.empty();
    }

    /** After the process in it has ended. */
    @Override
    public void close() {
        group.ifPresent(Container::remove);
    }
}
