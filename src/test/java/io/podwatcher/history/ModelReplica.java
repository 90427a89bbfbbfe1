package io.podwatcher.history;

import io.podwatcher.history.store.Batch;
import io.podwatcher.history.store.Recorders;
import io.podwatcher.history.store.Recorders.Opened;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.recording.OwnersChanged;
import io.podwatcher.model.IpAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A replica for the model: its watch lags, breaks and lists again; its database is away at times; it is killed. What it
 * has certainly written it also notes, as the coverage that answers must be given from.
 */
final class ModelReplica {

    /** A covered time, and the windows in which changes of an IP may have happened. */
    record Covered(long from, long to, Map<IpAddress, List<long[]>> windows) {

        boolean isCovered(long at) {
            return at >= from && at <= to;
        }

        boolean isCertain(IpAddress ip, long at) {
            return isCovered(at)
                    && windows.getOrDefault(ip, List.of()).stream()
                            .noneMatch(window -> at > window[0] && at < window[1]);
        }
    }

    private final TrueHistory truth;
    private final Recorders recorders;
    private final Random random;
    private final Consumer<String> leases;
    private final List<Covered> covered = new ArrayList<>();

    private int process;
    private Map<IpAddress, LookupResult> map = new HashMap<>();
    private int readEvents;
    private long confirmedAt;
    private boolean watching;
    private Optional<Series> series = Optional.empty();
    private boolean writesFail;

    private long from;
    private long to;
    private Map<IpAddress, List<long[]>> windows = new HashMap<>();
    private List<Covered> recorded = new ArrayList<>();
    private Optional<List<Covered>> taken = Optional.empty();

    /**
     * @param leases makes the lease of a process expire, as if it had stood still or ended long ago
     */
    ModelReplica(TrueHistory truth, Recorders recorders, Random random, Consumer<String> leases) {
        this.truth = truth;
        this.recorders = recorders;
        this.random = random;
        this.leases = leases;
    }

    /** One of the things that happen to a replica. */
    void step(long now) {
        int kind = random.nextInt(100);
        if (!watching && kind < 50) {
            list(now);
        } else if (kind < 35) {
            read(now, random.nextInt(12) + 1);
        } else if (kind < 60) {
            confirm(now);
        } else if (kind < 61) {
            watching = false;
        } else if (kind < 62) {
            list(now);
        } else if (kind < 64) {
            writesFail = !writesFail && random.nextInt(3) == 0;
        } else if (kind < 65) {
            kill();
        } else if (kind < 66) {
            stop(now);
        } else if (kind < 67) {
            leases.accept(holder());
        } else {
            write(now);
        }
    }

    /** Some events arrive, later than they happened. */
    private void read(long now, int max) {
        if (!watching) {
            return;
        }
        List<OwnersChanged.Change> changes = new ArrayList<>();
        while (changes.size() < max && readEvents < truth.events().size()) {
            TrueHistory.Event event = truth.events().get(readEvents++);
            map.put(event.ip(), event.now());
            changes.add(new OwnersChanged.Change(event.ip(), event.now()));
        }
        if (!changes.isEmpty()) {
            changed(changes, now, false);
        }
    }

    private void changed(List<OwnersChanged.Change> changes, long now, boolean listed) {
        series.ifPresent(one -> one.add(new OwnersChanged(changes, nanos(confirmedAt), nanos(now), listed)));
        changes.forEach(change ->
                windows.computeIfAbsent(change.ip(), ip -> new ArrayList<>()).add(new long[] {confirmedAt, now}));
    }

    /** The API server confirms that all events until now have been read. */
    private void confirm(long now) {
        if (watching && readEvents == truth.events().size()) {
            confirmedAt = now;
        }
    }

    /** The watch starts anew from a list: what came and went meanwhile is never seen. */
    private void list(long now) {
        Map<IpAddress, LookupResult> listed = truth.mapAt(now);
        List<OwnersChanged.Change> changes = new ArrayList<>();
        listed.forEach((ip, result) -> {
            if (!result.isSameOwner(map.getOrDefault(ip, LookupResult.Refused.NOT_FOUND))) {
                changes.add(new OwnersChanged.Change(ip, result));
            }
        });
        to = Math.max(to, confirmedAt);
        endRange();
        changed(changes, now, true);
        from = now;
        to = now;
        map = new HashMap<>(listed);
        readEvents = truth.events().size();
        confirmedAt = now;
        watching = true;
    }

    private void endRange() {
        if (series.isPresent() && to > from) {
            recorded.add(new Covered(from, to, windows));
        }
    }

    private void write(long now) {
        if (series.isEmpty()) {
            open(now);
            return;
        }
        Series one = series.get();
        one.confirmed(nanos(confirmedAt));
        if (taken.isEmpty()) {
            to = Math.max(to, confirmedAt);
            endRange();
            taken = Optional.of(recorded);
            recorded = new ArrayList<>();
        }
        Batch batch = one.next();
        // A write that fails may have been committed all the same, and its answer lost.
        boolean reachesDatabase = !writesFail || random.nextInt(3) == 0;
        if (reachesDatabase) {
            if (!recorders.write(one.recorder(), holder(), one.number(), batch)) {
                kill();
                return;
            }
            covered.addAll(taken.get());
            taken.get().clear();
        }
        if (!writesFail) {
            one.written();
            taken = Optional.empty();
        }
    }

    private void open(long now) {
        if (!watching || writesFail) {
            return;
        }
        Opened opened = recorders.open(holder(), instant(now));
        Map<IpAddress, LookupResult> known = new HashMap<>(map);
        known.values().removeIf(result -> result == LookupResult.Refused.NOT_FOUND);
        series = Optional.of(new Series(opened, known, clock(now)));
        from = now;
        to = now;
        windows = new HashMap<>();
    }

    /** What is not written is lost. */
    private void kill() {
        series = Optional.empty();
        taken = Optional.empty();
        recorded = new ArrayList<>();
        windows = new HashMap<>();
        process++;
        map = new HashMap<>();
        watching = false;
    }

    private void stop(long now) {
        writesFail = false;
        series.ifPresent(one -> {
            write(now);
            recorders.release(one.recorder(), holder());
        });
        kill();
    }

    private String holder() {
        return "process " + hashCode() + "-" + process;
    }

    List<Covered> covered() {
        return covered;
    }

    static Instant instant(long milliseconds) {
        return Instant.EPOCH.plusMillis(milliseconds);
    }

    private static long nanos(long milliseconds) {
        return TimeUnit.MILLISECONDS.toNanos(milliseconds);
    }

    private static WallClock clock(long now) {
        return new WallClock(Clock.fixed(instant(now), ZoneOffset.UTC), () -> nanos(now));
    }
}
