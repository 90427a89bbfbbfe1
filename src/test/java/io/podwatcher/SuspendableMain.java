package io.podwatcher;

import io.podwatcher.settings.Settings;
import io.podwatcher.watch.api.ClusterAccess;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * The service on a monotonic clock that a test can hold still, as a suspended machine does: {@code -Dstandstill} names
 * a file with the nanoseconds by which it is late. The time of day goes on.
 */
public final class SuspendableMain {

    private SuspendableMain() {}

    public static void main(String[] arguments) throws Exception {
        LongBuffer standstill = map(Path.of(System.getProperty("standstill")));
        Settings settings = Settings.from(System.getenv());
        Logging.configure(settings);
        ElapsedTime clock = new ElapsedTime(
                () -> System.nanoTime() - standstill.get(0),
                () -> TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
        PodWatcher.start(settings, ClusterAccess.find(System.getenv()), clock, Pauses.USUAL)
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    /** The number in this file, shared with the other process. */
    public static LongBuffer map(Path file) throws Exception {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES).asLongBuffer();
        }
    }
}
