package io.podwatcher.watch.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.watch.lifecycle.Decision.Abandon;
import io.podwatcher.watch.lifecycle.Decision.AskVersion;
import io.podwatcher.watch.lifecycle.Decision.CompleteList;
import io.podwatcher.watch.lifecycle.Decision.OpenWatch;
import io.podwatcher.watch.lifecycle.Decision.Pause;
import io.podwatcher.watch.lifecycle.Decision.StartList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;

/**
 * Whatever happens in whatever order: there are never two lists or watches, the map is never complete without a list,
 * useless attempts do not follow one another without a pause, no confirmation is younger than what it stands for, also
 * when the API server was restored from a backup, and when it is well again a watch is open.
 */
class RandomLifeTest {

    private static final int STEPS = 400;

    private final long seed = Long.getLong("life.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Life life = new Life(Life.LIMITS, random);

    /** What is under way as the one sees it who does what is decided. */
    private boolean listing;

    private boolean watching;
    private boolean pausing;
    private boolean complete;
    private boolean fullRelistDue;

    /** How many attempts in a row have reached the API server and were soon over, without an event or a bookmark. */
    private int useless;

    /** When the last of them began. */
    private long uselessBegan;

    private long began;
    private boolean answered;
    private boolean broughtSomething;
    private RestartReason reason;
    private long asked;

    /** The version with which the API server has answered that question; no version while it has not. */
    private int current = Integer.MAX_VALUE;

    /** When the API server got each of its versions; the first is of no time. */
    private final List<Long> versions = new ArrayList<>(List.of(0L));

    /** The version up to which all has been sent to us. */
    private int sent;

    /** If a restore has made void what we were sent: until when that was true. Empty after the next list. */
    private Optional<Long> voidSince = Optional.empty();

    /** When the API server's data was last restored, and the version up to which all had been sent to us. */
    private long restoredAt;

    private int lost;

    /** Whether the watch that is under way is open. */
    private boolean open;

    @RepeatedTest(300)
    void invariantsHoldWhateverHappensAndEveryLostConnectionEndsInAnOpenWatch() {
        apply(life.lifecycle.start());
        for (int step = 0; step < STEPS; step++) {
            step();
        }
        assertThatAWellServerIsWatched();
    }

    private void step() {
        switch (random.nextInt(17)) {
            case 0 -> apply(life.lifecycle.ended(anyProblem()));
            case 1, 2 -> completeList();
            case 3 -> {
                reason = RestartReason.EXPIRED;
                apply(life.lifecycle.closedWhileOpening());
            }
            case 4, 5 -> opened();
            case 6, 7 -> read(random.nextBoolean());
            case 8 -> apply(life.lifecycle.ended(anyProblem()));
            case 9 -> {
                fullRelistDue |= listing || watching || pausing;
                apply(life.lifecycle.lost(anyProblem()));
            }
            case 10 -> answer();
            case 11 -> life.lifecycle.versionUnknown(asked, anyProblem());
            case 12 -> change();
            case 13 -> standStill();
            case 14 -> {
                answered |= listing;
                life.lifecycle.received();
            }
            case 15 -> restore();
            default -> pass(Duration.ofMillis(random.nextInt(8000)));
        }
        assertThatTheAgeIsHonest();
    }

    private int newest() {
        return versions.size() - 1;
    }

    /** Something happens in the cluster. A watch that has caught up is sent it at once. */
    private void change() {
        boolean isCurrent = open && sent == newest();
        happen();
        if (isCurrent) {
            read(false);
        }
    }

    /** A restore takes so long that for a minute the versions are lower than what we have seen. */
    private void happen() {
        boolean isLower = newest() + 1 < lost;
        if (isLower || life.now() - restoredAt > Attempt.Resume.LIMIT.toNanos()) {
            versions.add(life.now());
        }
    }

    /** The API server is down and its data restored from a backup, so no list and no watch survives. */
    private void restore() {
        if (listing || open) {
            return;
        }
        if (watching) {
            reason = RestartReason.CONNECTION;
            apply(life.lifecycle.ended(new Problem(reason, "Connection refused")));
        }
        int backup = Math.max(0, newest() - random.nextInt(8));
        if (sent > backup) {
            long trueUntil = sent < newest() ? versions.get(sent + 1) : life.now();
            voidSince = Optional.of(voidSince.orElse(trueUntil));
        }
        lost = sent;
        restoredAt = life.now();
        versions.subList(backup + 1, versions.size()).clear();
    }

    /** What happens meanwhile lies in the socket afterwards. */
    private void standStill() {
        for (int i = random.nextInt(4); i > 0; i--) {
            life.standStill(Duration.ofSeconds(2 + random.nextInt(20)));
            happen();
        }
        life.standStill(Duration.ofSeconds(2 + random.nextInt(20)));
        if (random.nextBoolean()) {
            apply(life.lifecycle.tick());
        }
    }

    private void completeList() {
        List<Decision> decisions = life.lifecycle.listed(Integer.toString(newest()));
        if (decisions.stream().anyMatch(CompleteList.class::isInstance)) {
            sent = newest();
            voidSince = Optional.empty();
        }
        apply(decisions);
    }

    private void opened() {
        open = watching;
        answered |= watching;
        apply(life.lifecycle.opened());
    }

    /**
     * The next event, or a bookmark where there is none. A watch that soon gets as far as the answer is sent the rest
     * at once. A restored API server sends nothing before its versions are higher than that of the watch.
     */
    private void read(boolean isBookmark) {
        if (open && sent < newest()) {
            readNext();
            while (open && sent >= current && life.now() - asked <= Confirmation.MAX_LAG_NANOS && sent < newest()) {
                readNext();
            }
        } else if (open && isBookmark && sent == newest()) {
            broughtSomething = true;
            apply(life.lifecycle.read(Integer.toString(sent), true));
        }
    }

    private void readNext() {
        sent++;
        broughtSomething = true;
        apply(life.lifecycle.read(Integer.toString(sent), false));
    }

    private void answer() {
        current = Math.min(current, newest());
        List<Decision> decisions = life.lifecycle.versionIs(asked, Integer.toString(newest()));
        // A list that follows is due once a minute at most.
        broughtSomething |= decisions.stream().anyMatch(StartList.class::isInstance);
        apply(decisions);
    }

    private void pass(Duration duration) {
        long end = life.now() + duration.toNanos();
        while (life.now() < end) {
            List<Decision> decisions = life.pass(WatchLifecycle.TICK);
            apply(decisions);
        }
    }

    private Problem anyProblem() {
        RestartReason[] reasons = RestartReason.values();
        reason = reasons[random.nextInt(reasons.length)];
        return new Problem(
                reason,
                "words " + random.nextInt(3),
                random.nextInt(10) == 0 ? Duration.ofSeconds(random.nextInt(40)) : Duration.ZERO,
                OptionalInt.of(400 + random.nextInt(200)));
    }

    private void apply(List<Decision> decisions) {
        for (Decision decision : decisions) {
            if (decision instanceof Abandon) {
                over();
            } else if (decision instanceof Pause pause) {
                assertThat(pause.duration()).as(where()).isPositive();
                pausing = true;
                pass(pause.duration());
                pausing = false;
                apply(life.lifecycle.start());
            } else if (decision instanceof StartList list) {
                assertThatNothingIsUnderWay(decision);
                assertThat(list.full() || !fullRelistDue).as(where()).isTrue();
                fullRelistDue = false;
                listing = true;
                begin();
            } else if (decision instanceof CompleteList done) {
                assertThat(listing).as(where()).isTrue();
                assertThat(done.trueAt()).as(where()).isEqualTo(began);
                listing = false;
                complete = true;
            } else if (decision instanceof OpenWatch watch) {
                assertThatNothingIsUnderWay(decision);
                assertThat(complete).as("synced without a list, " + where()).isTrue();
                assertThat(watch.version()).as(where()).isNotEmpty();
                watching = true;
                begin();
            } else if (decision instanceof AskVersion ask) {
                assertThat(watching).as(where()).isTrue();
                asked = ask.askedAt();
                current = Integer.MAX_VALUE;
            }
        }
    }

    private void begin() {
        if (useless >= 2) {
            assertThat(Duration.ofNanos(life.now() - uselessBegan))
                    .as("two attempts brought nothing, " + where())
                    .isGreaterThanOrEqualTo(Backoff.USUAL.first().dividedBy(2));
        }
        began = life.now();
        answered = false;
        broughtSomething = false;
    }

    private void over() {
        boolean hasReachedNobody = reason == RestartReason.CONNECTION && !answered;
        boolean wasSoonOver = life.now() - began < Duration.ofSeconds(2).toNanos();
        if (broughtSomething || !wasSoonOver) {
            useless = 0;
        } else if (!hasReachedNobody) {
            useless++;
            uselessBegan = began;
        }
        listing = false;
        watching = false;
        open = false;
    }

    private void assertThatNothingIsUnderWay(Decision decision) {
        assertThat(listing || watching || pausing).as(decision + ", " + where()).isFalse();
    }

    /** The map was true until something happened of which it has not been sent an event, or until a restore. */
    private void assertThatTheAgeIsHonest() {
        Optional<Long> trueUntil =
                voidSince.isEmpty() && sent < newest() ? Optional.of(versions.get(sent + 1)) : voidSince;
        trueUntil.ifPresent(until -> life.report()
                .confirmedAt()
                .ifPresent(at -> assertThat(at)
                        .as("confirmed after a change that has not been sent, " + where())
                        .isLessThanOrEqualTo(until + Confirmation.MAX_LAG_NANOS)));
    }

    private void assertThatAWellServerIsWatched() {
        // A list that has taken longer than WATCH_MAX_AGE is still complained of; the next one does not.
        fullRelistDue = true;
        apply(life.lifecycle.lost(anyProblem()));
        broughtSomething = false;
        for (int i = 0; i < 2 * STEPS && !(watching && broughtSomething); i++) {
            if (listing) {
                completeList();
            } else if (watching) {
                opened();
                answer();
                read(true);
            }
        }
        assertThat(watching).as("a watch is open, " + where()).isTrue();
        assertThat(life.report().problem()).as(where()).isEmpty();
    }

    private String where() {
        return "repeat with -Dlife.seed=" + seed;
    }
}
