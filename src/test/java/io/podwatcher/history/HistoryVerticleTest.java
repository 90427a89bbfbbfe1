package io.podwatcher.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.cache.Pods;
import io.podwatcher.messages.history.Interval;
import io.podwatcher.messages.history.IntervalsReply;
import io.podwatcher.messages.history.IntervalsRequest;
import io.podwatcher.messages.history.IntervalsRequest.Subject;
import io.podwatcher.messages.history.PastOwner;
import io.podwatcher.messages.history.PastPod;
import io.podwatcher.messages.watch.PodsChanged.Part;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryVerticleTest {

    private static final String IP = "10.0.0.1";

    @TempDir
    private Path folder;

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("history");
    }

    @Test
    void eachMomentHasItsOwner() {
        try (RecordedMap map = new RecordedMap(url())) {
            // Given
            map.listed(Pods.live("a", IP));
            Instant ofA = map.moment();
            map.gone("a");
            Instant ofNobody = map.moment();
            map.present(Pods.live("b", IP));
            Instant ofB = map.moment();

            // Then
            assertThat(map.verdict(IP, ofA)).isEqualTo("a");
            assertThat(map.verdict(IP, ofNobody)).isEqualTo("Nobody");
            assertThat(map.verdict(IP, ofB)).isEqualTo("b");
            assertThat(map.verdict(IP, ofA.minusSeconds(60))).isEqualTo("Unknown");
            Interval a = ((PastOwner.Owned) map.owner(IP, ofA)).interval();
            assertThat(a.to()).hasValueSatisfying(to -> assertThat(to).isBetween(ofA, ofNobody));
            assertThat(a.toBefore())
                    .hasValueSatisfying(end -> assertThat(end).isBetween(a.to().orElseThrow(), ofNobody));
            Interval b = ((PastOwner.Owned) map.owner(IP, ofB)).interval();
            assertThat(b.fromAfter())
                    .hasValueSatisfying(after -> assertThat(after).isBetween(ofNobody, b.from()));
            assertThat(b.to()).isEmpty();
        }
    }

    @Test
    void anIpThatWasNobodysAloneHasNoOwner() {
        try (RecordedMap map = new RecordedMap(url())) {
            map.listed(Pods.live("a", IP), Pods.live("b", IP), Pods.hostNetwork("c", "10.0.0.2"));
            Instant then = map.moment();

            assertThat(map.owner(IP, then))
                    .isInstanceOfSatisfying(
                            PastOwner.Candidates.class,
                            several -> assertThat(several.candidates())
                                    .extracting(candidate -> candidate.pod().uid())
                                    .containsExactlyInAnyOrder("a", "b"));
            assertThat(map.owner(IP, then)).extracting("perhapsNobody").isEqualTo(false);
            assertThat(map.verdict("10.0.0.2", then)).isEqualTo("HostNetwork");
        }
    }

    @Test
    void aRestartContinuesWhatIsStillTrueAndEndsTheRest() {
        // Given
        Instant before;
        try (RecordedMap map = new RecordedMap(url())) {
            map.listed(Pods.live("stays", IP), Pods.live("goes", "10.0.0.2"));
            before = map.moment();
            map.stop();
        }
        Instant gap = Instant.now();

        // When
        try (RecordedMap map = new RecordedMap(url())) {
            map.listed(Pods.live("stays", IP), Pods.live("comes", "10.0.0.2"));
            Instant after = map.moment();

            // Then
            assertThat(map.verdict(IP, gap)).isEqualTo("Unknown");
            IntervalsReply stays = intervals(map, new Subject.OfIp(Pods.ip(IP)));
            assertThat(stays.intervals()).singleElement().satisfies(interval -> {
                assertThat(interval.from()).isBefore(before);
                assertThat(interval.to()).isEmpty();
            });
            assertThat(stays.coverage()).hasSize(2);
            IntervalsReply others = intervals(map, new Subject.OfIp(Pods.ip("10.0.0.2")));
            assertThat(others.intervals())
                    .extracting(interval -> interval.pod().uid())
                    .containsExactly("comes", "goes");
            assertThat(others.intervals().get(1).toBefore())
                    .hasValueSatisfying(end -> assertThat(end).isBetween(gap, after));
            assertThat(others.intervals().get(0).fromAfter())
                    .hasValueSatisfying(start -> assertThat(start).isBetween(before, gap));
            assertThat(map.verdict("10.0.0.2", after)).isEqualTo("comes");
        }
    }

    @Test
    void betweenTheLastConfirmationAndAListNothingIsKnown() throws Exception {
        try (RecordedMap map = new RecordedMap(url())) {
            // Given
            map.listed(Pods.live("a", IP));
            Instant before = map.moment();
            await().until(() -> Instant.now().isAfter(before.plusMillis(1100)));
            Instant gap = Instant.now();

            // When
            map.gone(Part.LIST_END, "a");
            Instant after = map.moment();

            // Then
            assertThat(map.verdict(IP, before)).isEqualTo("a");
            assertThat(map.verdict(IP, gap)).isEqualTo("Unknown");
            assertThat(map.verdict(IP, after)).isEqualTo("Nobody");
        }
    }

    @Test
    void aClockThatIsSetBackMakesNoAnswerWrong() {
        try (RecordedMap map = new RecordedMap(url())) {
            // Given
            map.listed(Pods.live("a", IP));
            Instant ofA = map.moment();

            // When
            map.step.set(Duration.ofHours(-1));
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                map.confirm();
                return map.state()
                        .coveredTo()
                        .filter(ofA.minusSeconds(600)::isAfter)
                        .isPresent();
            });
            map.gone("a");
            Instant anHourBefore = map.moment();

            // Then
            assertThat(anHourBefore).isBefore(ofA);
            assertThat(map.verdict(IP, anHourBefore)).isEqualTo("Nobody");
            assertThat(map.verdict(IP, ofA)).isEqualTo("a");
        }
    }

    @Test
    void moreChangesThanMayWaitBecomeAGap() {
        // Given
        RecordingOptions options = new RecordingOptions(url(), Duration.ofDays(1), 1_000_000, 10);
        try (RecordedMap map = new RecordedMap(options)) {
            map.listed(Pods.live("a", IP));
            map.moment();

            // When
            for (int i = 0; i < 20; i++) {
                map.present(Pods.live("many-" + i, "10.0.1." + i));
            }

            // Then
            await().atMost(Duration.ofSeconds(20)).until(() -> map.state().lost() > 0);
            map.moment();
            Instant after = map.moment();
            assertThat(map.verdict("10.0.1.7", after)).isEqualTo("many-7");
            assertThat(intervals(map, new Subject.OfIp(Pods.ip(IP))).coverage()).hasSizeGreaterThan(1);
        }
    }

    @Test
    void whatAPodWasIsKeptAndFoundByItsNameAndUid() {
        try (RecordedMap map = new RecordedMap(url())) {
            map.listed(Pods.inNamespace("shop", "cart", IP, "fd00::1"));
            Instant then = map.moment();

            PastPod pod =
                    ((PastOwner.Owned) map.owner("fd00::1", then)).interval().pod();
            assertThat(pod.namespace()).isEqualTo("shop");
            assertThat(intervals(map, new Subject.OfUid("cart")).intervals()).hasSize(2);
            assertThat(intervals(map, new Subject.OfName("shop", pod.name())).intervals())
                    .hasSize(2);
            assertThat(intervals(map, new Subject.OfUid("other")).intervals()).isEmpty();
        }
    }

    @Test
    void pagesFollowOneAnother() {
        try (RecordedMap map = new RecordedMap(url())) {
            map.listed();
            map.moment();
            for (String uid : new String[] {"a", "b", "c"}) {
                map.present(Pods.live(uid, IP));
                map.moment();
                map.gone(uid);
                map.moment();
            }
            Subject subject = new Subject.OfIp(Pods.ip(IP));
            IntervalsReply first = map.intervals(
                    new IntervalsRequest(subject, Optional.empty(), Optional.empty(), Optional.empty(), 2));
            IntervalsReply second =
                    map.intervals(new IntervalsRequest(subject, Optional.empty(), Optional.empty(), first.next(), 2));

            assertThat(first.intervals())
                    .extracting(interval -> interval.pod().uid())
                    .containsExactly("c", "b");
            assertThat(second.intervals())
                    .extracting(interval -> interval.pod().uid())
                    .containsExactly("a");
            assertThat(second.next()).isEmpty();
        }
    }

    private static IntervalsReply intervals(RecordedMap map, Subject subject) {
        return map.intervals(new IntervalsRequest(subject, Optional.empty(), Optional.empty(), Optional.empty(), 100));
    }
}
