package io.podwatcher.history;

import io.podwatcher.history.store.Batch;
import io.podwatcher.history.store.Holder;
import io.podwatcher.history.store.Recorders.Opened;
import io.podwatcher.history.store.Stint;
import io.podwatcher.messages.history.TimeRange;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.recording.OwnersChanged;
import io.podwatcher.model.IpAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns changes into stints, and keeps those that are not written. A change happened after the map was last confirmed
 * without it and before it was read; from then on the map, and so this recording, certainly knows it. Plain code; one
 * thread.
 */
final class Recording {

    private final long recorder;
    private final WallClock wall;
    private final Instant knownTo;

    /** Stints that the database does not have: those that last, and those that are over. */
    private Map<IpAddress, Stint> begun = new LinkedHashMap<>();

    private List<Stint> over = new ArrayList<>();

    /** The ends of stints that the database has as open. */
    private Map<IpAddress, Stint.End> ends = new LinkedHashMap<>();

    private List<TimeRange> covered = new ArrayList<>();
    private Instant coveredFrom;
    private Instant coveredTo;

    /**
     * Continues what a recorder has written: those who still hold their IP go on; all other stints have ended, and new
     * ones have begun, since the recorder's last covered moment.
     *
     * @param map what the map answers now for each IP that has an owner, is ambiguous, or is a node's
     */
    Recording(Opened opened, Map<IpAddress, LookupResult> map, WallClock wall) {
        this.recorder = opened.recorder();
        this.wall = wall;
        this.knownTo = opened.coveredTo().orElse(Instant.EPOCH);
        this.coveredFrom = wall.now();
        this.coveredTo = coveredFrom;
        opened.open().forEach((ip, key) -> {
            boolean goesOn = Optional.ofNullable(map.get(ip))
                    .flatMap(PodDetails::key)
                    .filter(key::equals)
                    .isPresent();
            if (!goesOn) {
                ends.put(ip, new Stint.End(knownTo, coveredFrom));
            }
        });
        map.forEach((ip, now) -> {
            if (ends.containsKey(ip) || !opened.open().containsKey(ip)) {
                begin(ip, now, opened.coveredTo(), coveredFrom);
            }
        });
    }

    /** Records the changes of a message. */
    void add(OwnersChanged message) {
        Instant confirmed = wall.at(message.confirmedBefore());
        // The map of this process may lag behind what the recorder has covered before.
        Instant before = confirmed.isBefore(knownTo) ? knownTo : confirmed;
        Instant read = wall.at(message.readAt());
        for (OwnersChanged.Change change : message.changes()) {
            end(change.ip(), new Stint.End(before, read));
            begin(change.ip(), change.now(), Optional.of(before), read);
        }
        if (message.listed()) {
            confirmed(confirmed);
            closeRange();
            coveredFrom = read;
            coveredTo = read;
        }
    }

    private void end(IpAddress ip, Stint.End end) {
        Stint unwritten = begun.remove(ip);
        if (unwritten != null) {
            over.add(unwritten.ended(end));
        } else {
            // Perhaps the database has none either; the first end counts.
            ends.putIfAbsent(ip, end);
        }
    }

    private void begin(IpAddress ip, LookupResult now, Optional<Instant> after, Instant read) {
        PodDetails.holder(now).ifPresent(holder -> begun.put(ip, open(ip, holder, after, read)));
    }

    private Stint open(IpAddress ip, Holder holder, Optional<Instant> after, Instant read) {
        return new Stint(recorder, ip, holder, after, read, Stint.OPEN, Stint.OPEN);
    }

    /** The API server has confirmed the map, with all changes so far. */
    void confirmed(long moment) {
        confirmed(wall.at(moment));
    }

    private void confirmed(Instant at) {
        if (at.isAfter(coveredTo)) {
            coveredTo = at;
        }
    }

    private void closeRange() {
        if (coveredTo.isAfter(coveredFrom)) {
            covered.add(new TimeRange(coveredFrom, coveredTo));
        }
    }

    /** How many changes are not written. */
    int size() {
        return begun.size() + over.size() + ends.size();
    }

    boolean clockHasStepped() {
        return wall.hasStepped();
    }

    /** Takes all that is not written. The caller writes it, or the recording is at its end. */
    Batch take() {
        closeRange();
        List<Stint> stints = over;
        stints.addAll(begun.values());
        Batch batch = new Batch(ends, stints, covered);
        begun = new LinkedHashMap<>();
        over = new ArrayList<>();
        ends = new LinkedHashMap<>();
        covered = new ArrayList<>();
        return batch;
    }
}
