package io.podwatcher.watch.trigger;

import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.messages.watch.WatchReport;
import java.util.Optional;

/**
 * How the watch of one kind fares. Immutable.
 *
 * @param plural the kind, as messages name it
 * @param complete whether all objects are known
 * @param report the last report
 */
record Watched(String plural, boolean complete, WatchReport report) {

    static Watched initially(String plural) {
        return new Watched(plural, false, WatchReport.INITIAL);
    }

    Watched with(boolean nowComplete) {
        return new Watched(plural, nowComplete, report);
    }

    Watched with(WatchReport newReport) {
        return new Watched(plural, complete, newReport);
    }

    /** Whether the API server does not have the kind. */
    boolean isMissing() {
        return report.failures() > 0
                && report.lastError()
                        .filter(error -> error.reason() == RestartReason.NOT_FOUND)
                        .isPresent();
    }

    /** A moment at which all that is known was true; empty until all objects are known. */
    Optional<Long> confirmedAt() {
        return complete ? report.confirmedAt() : Optional.empty();
    }

    /** What keeps the watch from working now; empty while it works. */
    Optional<String> problem() {
        return report.problem().map(problem -> plural + ": " + problem);
    }
}
