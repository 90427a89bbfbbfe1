package io.podwatcher.history;

import io.podwatcher.history.store.Problems;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.history.HistoryState;
import io.vertx.core.eventbus.EventBus;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the state of recording as others see it: publishes it to the HTTP verticles and the meters, and logs when
 * recording begins, fails and works again. On the context of the history verticle.
 */
final class StateReports {

    private static final Logger log = LoggerFactory.getLogger(StateReports.class);

    private final EventBus bus;
    private final HistoryMeters meters;
    private HistoryState published = HistoryState.STARTING;

    StateReports(EventBus bus, HistoryMeters meters) {
        this.bus = bus;
        this.meters = meters;
    }

    /**
     * A recording begins.
     *
     * @param ips how many IPs the map has
     * @param coveredTo the last moment that the recorder has covered before; empty if it is a new one
     */
    void begun(int ips, Optional<Instant> coveredTo) {
        log.info(
                "Recording who owns {} IPs{}",
                ips,
                coveredTo.map(to -> ", after a gap since " + to).orElse(""));
    }

    /** The waiting changes of a series are dropped. Published with the next report. */
    void dropped(Series series, String reason) {
        log.warn("{} changes are dropped, and the coverage has a gap: {}", series.waiting(), reason);
        published =
                new HistoryState(published.problem(), published.coveredTo(), 0, published.lost() + series.waiting());
    }

    /**
     * A step has succeeded.
     *
     * @param series what is recorded; empty if nothing is
     */
    void succeeded(Optional<Series> series) {
        if (published.problem().isPresent() && published != HistoryState.STARTING) {
            log.info("The history is written again");
        }
        publish(Optional.empty(), series);
    }

    /**
     * A step has failed, and will be tried again.
     *
     * @param series what is recorded; empty if nothing is
     */
    void failed(Throwable failure, Optional<Series> series) {
        meters.failed();
        String problem = Problems.message(failure);
        if (!published.problem().equals(Optional.of(problem))) {
            log.warn("The history is not written: {}", problem);
        }
        publish(Optional.of(problem), series);
    }

    private void publish(Optional<String> problem, Optional<Series> series) {
        published = new HistoryState(
                problem,
                series.flatMap(Series::coveredTo).or(published::coveredTo),
                series.map(Series::waiting).orElse(0),
                published.lost());
        meters.report(published);
        bus.publish(BusAddresses.HISTORY_STATE, published, BusAddresses.LOCAL);
    }
}
