package io.podwatcher;

import ch.qos.logback.classic.Logger;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.log.LogConfiguration;
import io.podwatcher.log.NonBlockingAppender;
import io.podwatcher.settings.Settings;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Sets the properties that {@link LogConfiguration} reads, counts dropped lines, and flushes at the end. Any thread.
 */
public final class Logging {

    private Logging() {}

    /** Passes the settings to Logback, which reads them when the first logger is created: call this before. */
    public static void configure(Settings settings) {
        System.setProperty(LogConfiguration.LEVEL, settings.logLevel());
        System.setProperty(LogConfiguration.FORMAT, settings.logFormat());
    }

    /** Registers a counter of the lines dropped because standard output was not read. */
    static void count(MeterRegistry registry) {
        output().ifPresent(output -> FunctionCounter.builder(
                        "pod.watcher.log.lines.dropped", output, NonBlockingAppender::dropped)
                .description("Lines of the log that were dropped because standard output was not read fast enough")
                .register(registry));
    }

    /** Writes what is still queued; returns after two seconds at the latest. Nothing is logged afterwards. */
    static void flush() {
        output().ifPresent(NonBlockingAppender::stop);
    }

    private static Optional<NonBlockingAppender> output() {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        return Optional.ofNullable((NonBlockingAppender) root.getAppender(LogConfiguration.APPENDER));
    }
}
