package io.podwatcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

    private static final long MIB = Limits.MIB;
    private static final long MANY_DESCRIPTORS = 1 << 20;
    private static final int LOOPS = 2;

    /** The heap below which a container is small to the JVM: 96 MiB, scaled for 64 bits. */
    private static final long DEFAULT_HEAP = 96 * MIB * 13 / 10;

    @ParameterizedTest
    @ValueSource(longs = {128, 256, 384, 512, 768, 1024, 4096})
    void allThatClientsMayTakeTogetherFitsIntoTheContainer(long mib) {
        // When
        Limits limits = limits(mib);

        // Then
        long sum = heap(mib) + nonHeap(mib) + limits.directMemory() + limits.kernelMemory();
        assertThat(sum).isLessThanOrEqualTo(mib * MIB);
    }

    @ParameterizedTest
    @CsvSource({"128, 90, 22, 5", "256, 361, 90, 69", "384, 433, 108, 86", "768, 1409, 352, 316"})
    void theLimitsThatTheDocumentsNameAreThese(long mib, int connections, int waits, int streams) {
        // When
        Limits limits = limits(mib);

        // Then
        assertThat(limits.connections().open()).isEqualTo(connections);
        assertThat(limits.waits().total()).isEqualTo(waits);
        assertThat(limits.streams()).isEqualTo(streams);
    }

    @ParameterizedTest
    @ValueSource(longs = {128, 256, 768})
    void waitsAndStreamsLeaveConnectionsThatCanMakeRoom(long mib) {
        // When
        Limits limits = limits(mib);

        // Then
        assertThat(limits.waits().total() + limits.streams())
                .isLessThan(limits.connections().open());
    }

    @Test
    void descriptorsAreReservedForWhatIsNoConnection() {
        // When
        Limits limits = Limits.of(4096 * MIB, heap(4096), 1024, LOOPS);

        // Then
        assertThat(limits.connections().open()).isEqualTo(1024 - Limits.RESERVED_DESCRIPTORS);
    }

    @ParameterizedTest
    @CsvSource({"128, 1000", "256, 10000", "384, 50000", "768, 150000"})
    void theHeapHoldsThePodsAndWhatItsClientsTake(long mib, long pods) {
        // Given
        Limits limits = limits(mib);
        long young = 12 * MIB;
        long libraries = 15 * MIB;
        long map = pods * 2300;
        long clients = limits.connections().open() * 13L * Limits.KIB
                + (limits.waits().total() + limits.openStreams()) * 12L * Limits.KIB;
        long unfinishedRequests = LOOPS * 4 * MIB;

        // When
        long sum = young + libraries + map + clients + unfinishedRequests;

        // Then
        assertThat(sum).isLessThanOrEqualTo(heap(mib));
    }

    @ParameterizedTest
    @ValueSource(longs = {128, 256, 384, 768})
    void theDirectMemoryHoldsWhatIsReadSlowly(long mib) {
        // Given
        Limits limits = limits(mib);
        long idle = 3 * MIB;
        long unsent = limits.connections().open() * (long) limits.connections().unsent();
        long streams = limits.openStreams() * 4L * Limits.KIB;
        long listings = 16 * 64L * Limits.KIB;

        // When
        long sum = idle + unsent + streams + listings + limits.unsentEvents();

        // Then
        assertThat(sum).isLessThanOrEqualTo(limits.directMemory());
    }

    @ParameterizedTest
    @ValueSource(longs = {16, 64, 1024})
    void nettyMayTakeLessThanTheJdkAllowsAlsoWhereTheHeapIsSmall(long heapMib) {
        // When
        Limits limits = Limits.of(64 * 1024 * MIB, heapMib * MIB, MANY_DESCRIPTORS, LOOPS);

        // Then
        assertThat(limits.directMemory()).isLessThan(heapMib * MIB);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16, 64})
    void anyNumberOfEventLoopsGetsAPartOfEverything(int eventLoops) {
        // When
        Limits limits = Limits.of(256 * MIB, heap(256), MANY_DESCRIPTORS, eventLoops);

        // Then
        assertThat(limits.http().longAnswers().running()).isGreaterThanOrEqualTo(2);
        assertThat(limits.http().openStreams()).isPositive();
        assertThat(limits.http().streams().maxSubscribers()).isPositive();
        assertThat(limits.http().streams().maxUnsentBytes()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 100, 300})
    void aProcessWithTooFewDescriptorsStillTakesConnections(long descriptors) {
        // When
        Limits limits = Limits.of(256 * MIB, heap(256), descriptors, LOOPS);

        // Then
        assertThat(limits.connections().open()).isPositive();
        assertThat(limits.waits().perPeerAndIp()).isPositive();
        assertThat(limits.streams()).isPositive();
    }

    @Test
    void eachEventLoopGetsItsShare() {
        // When
        Limits limits = limits(768);

        // Then
        assertThat(limits.http().streams().maxSubscribers()).isEqualTo(limits.streams() / LOOPS);
        assertThat(limits.http().openStreams()).isEqualTo(limits.openStreams() / LOOPS);
    }

    private static Limits limits(long mib) {
        return Limits.of(mib * MIB, heap(mib), MANY_DESCRIPTORS, LOOPS);
    }

    /** In 128 MiB there is no room for the optimizing compiler, and limits.md says so. */
    private static long nonHeap(long mib) {
        return mib == 128 ? 64 * MIB : Limits.NON_HEAP;
    }

    /**
     * The heap that the JVM chooses by the options of the image: one share for small containers, another for the
     * others.
     */
    private static long heap(long mib) {
        long small = (long) (mib * MIB * percentage("MinRAMPercentage") / 100);
        long large = (long) (mib * MIB * percentage("MaxRAMPercentage") / 100);
        return small < DEFAULT_HEAP ? small : Math.max(large, DEFAULT_HEAP);
    }

    private static double percentage(String option) {
        try (Stream<String> lines = Files.lines(Path.of("src", "image", "java.options"))) {
            return lines.filter(line -> line.startsWith("-XX:" + option + "="))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf('=') + 1)))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
