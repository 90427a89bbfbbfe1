package io.podwatcher.watch;

import io.podwatcher.messages.WatchReport;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;

/** The account of a watch that has been opened after its list, by a clock of the test's own. */
abstract class WithRecovery {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    final AtomicLong nanoTime = new AtomicLong();
    final Recovery recovery =
            new Recovery(nanoTime::get, Clock.fixed(NOW, ZoneOffset.UTC), new Pauses(new Random(), Backoff.USUAL));

    @BeforeEach
    void watchIsOpen() {
        recovery.listBegins();
        recovery.watchBegins();
        recovery.watchOpened();
    }

    WatchReport report() {
        return recovery.report(Optional.empty(), 0);
    }
}
