package io.podwatcher.http.lookup;

import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.MapVersion;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Passes on the answer to one lookup only if the map has reached the version that the client has seen elsewhere
 * ({@code notOlderThan=}). If it has not, the lookup waits and is repeated once. On the event loop of its HTTP
 * verticle.
 */
public final class VersionCheck implements LookupBatcher.Receiver {

    /** The parameter with the version. */
    public static final String PARAMETER = "notOlderThan";

    /** The reason of an answer by a map that has not reached the version. */
    public static final String CODE = "behind";

    private final MapVersion wanted;
    private final Optional<Duration> timeout;
    private final IpWait waits;
    private final HttpServerRequest request;
    private final Receiver receiver;
    private final Consumer<VersionCheck> again;
    private boolean waited;

    /** Receives the answer to a lookup whose map may be too old. */
    public interface Receiver extends LookupBatcher.Receiver {

        /**
         * The map is older than what was asked for, so its answers must not be used.
         *
         * @param version of the map
         * @param message why, and what to do, for people
         */
        void behind(List<LookupResult> answers, int first, long age, MapVersion version, String message);
    }

    /**
     * @param wanted the version that the map must have reached
     * @param timeout how long the client is willing to wait; empty for as long as any may
     * @param receiver receives what this has received, once the map has reached the version
     * @param again asks the map once more
     */
    public VersionCheck(
            MapVersion wanted,
            Optional<Duration> timeout,
            IpWait waits,
            HttpServerRequest request,
            Receiver receiver,
            Consumer<VersionCheck> again) {
        this.wanted = wanted;
        this.timeout = timeout;
        this.waits = waits;
        this.request = request;
        this.receiver = receiver;
        this.again = again;
    }

    @Override
    public void answered(List<LookupResult> answers, int first, long age, MapVersion version) {
        if (answers.get(first) == LookupResult.Refused.NOT_SYNCED || version.reaches(wanted)) {
            receiver.answered(answers, first, age, version);
        } else if (waited || !version.isKnown()) {
            receiver.behind(answers, first, age, version, message(version));
        } else {
            waited = true;
            waits.awaitVersion(wanted, timeout, request, () -> again.accept(this), receiver);
        }
    }

    private static String message(MapVersion version) {
        return version.isKnown()
                ? "The map has reached version " + version.text()
                        + ", and not the one that notOlderThan names; ask again, or check that it is a version of"
                        + " a pod of this cluster"
                : "The map has no version that can be compared with notOlderThan: the API server's are not decimal"
                        + " numbers, or pods are being listed again; ask again, or without notOlderThan";
    }

    @Override
    public void overloaded() {
        receiver.overloaded();
    }

    @Override
    public void failed() {
        receiver.failed();
    }
}
