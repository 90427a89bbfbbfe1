package io.podwatcher.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;

/**
 * Configures Logback, which finds it as a service: everything goes to standard output, with the level and the format of
 * two system properties. It is code, because reading a logback.xml loads 480 more classes, which take 4 MiB.
 *
 * <p>On the thread that creates the first logger, once.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogConfiguration extends ContextAwareBase implements Configurator {

    /** The system property with the level of LOG_LEVEL; INFO if it is not set. */
    public static final String LEVEL = "podwatcher.log.level";

    /** The system property with the format of LOG_FORMAT; text if it is not set. */
    public static final String FORMAT = "podwatcher.log.format";

    /** The name of the root logger's only appender. */
    public static final String APPENDER = "output";

    /** A message from an API server may have several lines; an entry of the log has one. */
    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level %logger{0} - %replace(%msg){'\\R+', ' '}%n%ex";

    private static final Map<String, Level> QUIET = Map.of(
            // fabric8 logs each lost watch at INFO; our own watch logs it in one line.
            "io.fabric8.kubernetes.client.dsl.internal.AbstractWatchManager",
            Level.WARN,
            // Vert.x warns of each connection that ends before it has become a watch; our own watch says why.
            "io.vertx.core.http.impl.HttpClientConnection",
            Level.ERROR,
            // Vert.x warns when a message arrives after its consumer was closed. That happens at a stop, and is
            // harmless: a closed HTTP verticle needs no news, and requests have a timeout. The only other warning is
            // about consumers that pause, and none does.
            "io.vertx.core.eventbus.impl.MessageConsumerImpl",
            Level.ERROR,
            // What the database refuses is logged by the history verticle, in one line.
            "com.zaxxer.hikari",
            Level.ERROR,
            "org.flywaydb",
            Level.WARN,
            // At TRACE it writes each request with all its headers, and one of them is the token.
            "io.fabric8.kubernetes.client.http.HttpLoggingInterceptor",
            Level.OFF);

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setEncoder(encoder(context));
        console.start();
        NonBlockingAppender output = new NonBlockingAppender();
        output.setContext(context);
        output.setName(APPENDER);
        output.addAppender(console);
        output.start();
        QUIET.forEach((name, level) -> context.getLogger(name).setLevel(level));
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(System.getProperty(LEVEL), Level.INFO));
        root.addAppender(output);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context) {
        if ("json".equals(System.getProperty(FORMAT))) {
            JsonLineEncoder json = new JsonLineEncoder();
            json.setContext(context);
            json.start();
            return json;
        }
        PatternLayoutEncoder text = new PatternLayoutEncoder();
        text.setContext(context);
        text.setPattern(PATTERN);
        text.start();
        return text;
    }
}
