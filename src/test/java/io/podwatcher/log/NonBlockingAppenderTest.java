package io.podwatcher.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NonBlockingAppenderTest {

    private static final int MANY = 3 * NonBlockingAppender.QUEUE_SIZE;

    private final LoggerContext context = new LoggerContext();
    private final Pipe pipe = new Pipe();
    private final NonBlockingAppender appender = new NonBlockingAppender();
    private final Logger logger = context.getLogger("test");

    /** As standard output that is a pipe: whoever writes waits until somebody reads. */
    private static final class Pipe extends AppenderBase<ILoggingEvent> {

        private final CountDownLatch firstWrite = new CountDownLatch(1);
        private final CountDownLatch read = new CountDownLatch(1);
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            firstWrite.countDown();
            try {
                read.await();
            } catch (InterruptedException e) {
                // As a blocked write does, go on; the flag is what stop() sets.
                Thread.currentThread().interrupt();
                awaitUninterruptibly();
            }
            lines.add(event.getLevel() + " " + event.getFormattedMessage());
        }

        private void awaitUninterruptibly() {
            boolean interrupted = Thread.interrupted();
            while (read.getCount() > 0) {
                try {
                    read.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @BeforeEach
    void start() throws InterruptedException {
        context.setMDCAdapter(new LogbackMDCAdapter());
        pipe.setContext(context);
        pipe.start();
        appender.setContext(context);
        appender.addAppender(pipe);
        appender.start();
        logger.addAppender(appender);
        logger.info("first");
        assertThat(pipe.firstWrite.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @AfterEach
    void stop() {
        pipe.read.countDown();
        context.stop();
    }

    @Test
    void whoLogsDoesNotWaitForAPipeThatNobodyReads() {
        // When
        logMany();

        // Then
        assertThat(pipe.lines).isEmpty();
        assertThat(appender.dropped())
                .isEqualTo(MANY - (NonBlockingAppender.QUEUE_SIZE - NonBlockingAppender.RESERVED));
    }

    @Test
    void theLogSaysWhereLinesAreMissingAndHowMany() {
        // Given
        logMany();
        long dropped = appender.dropped();

        // When
        pipe.read.countDown();

        // Then
        String note = "WARN " + dropped + " lines were dropped here: standard output is not read fast enough";
        await().until(() -> pipe.lines.contains(note));
        logger.info("afterwards");
        await().until(() -> pipe.lines.contains("INFO afterwards"));
        assertThat(pipe.lines).hasSize((int) (1 + MANY - dropped + 1 + 1)).endsWith(note, "INFO afterwards");
    }

    @Test
    void eachGapHasItsOwnNote() {
        // Given
        logMany();
        long dropped = appender.dropped();
        pipe.read.countDown();
        await().until(() -> pipe.lines.stream().anyMatch(line -> line.contains(dropped + " lines were dropped")));

        // When
        IntStream.range(0, 10).forEach(line -> logMany());

        // Then
        await().untilAsserted(() -> assertThat(linesWritten() + linesNoted()).isEqualTo(11L * MANY));
        assertThat(linesNoted()).isEqualTo(appender.dropped());
    }

    private long linesWritten() {
        return pipe.lines.stream().filter(line -> line.startsWith("INFO line ")).count();
    }

    private long linesNoted() {
        return pipe.lines.stream()
                .filter(line -> line.contains("lines were dropped"))
                .mapToLong(line -> Long.parseLong(line.split(" ")[1]))
                .sum();
    }

    @Test
    void warningsFindRoomWhenLinesOfInfoFindNoneAnyMore() {
        // Given
        logMany();

        // When
        logger.warn("a warning");
        logger.error("an error");
        pipe.read.countDown();

        // Then
        await().until(() -> pipe.lines.contains("WARN a warning") && pipe.lines.contains("ERROR an error"));
    }

    @Test
    void stopWritesWhatIsQueued() {
        // Given
        logger.info("second");
        pipe.read.countDown();

        // When
        appender.stop();

        // Then
        assertThat(pipe.lines).containsExactly("INFO first", "INFO second");
    }

    @Test
    void stopDoesNotWaitForEverForAPipeThatNobodyReads() {
        // Given
        logger.info("second");

        // When
        appender.stop();

        // Then
        assertThat(pipe.lines).isEmpty();
    }

    private void logMany() {
        for (int i = 0; i < MANY; i++) {
            logger.info("line {}", i);
        }
    }
}
