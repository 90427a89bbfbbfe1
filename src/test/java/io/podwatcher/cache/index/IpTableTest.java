package io.podwatcher.cache.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.cache.Pods;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IpTableTest {

    private final IpTable table = new IpTable();

    @Test
    void equalsAHashMapOverRandomChanges() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<IpAddress, Pod> expected = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            IpAddress ip = address(random.nextInt(3000));
            if (random.nextInt(3) == 0) {
                table.remove(ip);
                expected.remove(ip);
            } else {
                Pod pod = Pods.live("pod-" + i);
                table.put(ip, pod);
                expected.put(ip, pod);
            }
            IpAddress asked = address(random.nextInt(3000));
            assertThat(table.get(asked)).as("seed %d, change %d", seed, i).isSameAs(expected.get(asked));
            assertThat(table.size()).as("seed %d, change %d", seed, i).isEqualTo(expected.size());
        }
        assertThat(all(7)).containsExactlyInAnyOrderElementsOf(expected.keySet());
    }

    @Test
    void pagesNeverSkipOrRepeatAnEntryThatStaysWhateverHappensBetweenThem() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            // Given
            IpTable table = new IpTable();
            Set<IpAddress> staying = new HashSet<>();
            for (int i = 0; i < 200; i++) {
                staying.add(address(i));
                table.put(address(i), Pods.live("staying"));
            }

            // When
            List<IpAddress> listed = new ArrayList<>();
            IpAddress after = null;
            do {
                after = table.page(after, 1 + random.nextInt(20), (ip, pod) -> listed.add(ip));
                for (int i = 0; i < 100; i++) {
                    IpAddress passing = address(1000 + random.nextInt(5000));
                    if (random.nextBoolean()) {
                        table.put(passing, Pods.live("passing"));
                    } else {
                        table.remove(passing);
                    }
                }
                // Also the very entry that the next page goes on behind.
                if (after != null && !staying.contains(after)) {
                    table.remove(after);
                }
            } while (after != null);

            // Then
            assertThat(listed).as("seed %d", seed).containsAll(staying).doesNotHaveDuplicates();
        }
    }

    @Test
    void theOrderDependsOnTheAddressesAlone() {
        // Given
        IpTable grown = new IpTable();
        IpTable shrunk = new IpTable();
        for (int i = 0; i < 100; i++) {
            grown.put(address(i), Pods.live("pod"));
        }
        for (int i = 4999; i >= 0; i--) {
            shrunk.put(address(i), Pods.live("pod"));
        }
        for (int i = 100; i < 5000; i++) {
            shrunk.remove(address(i));
        }

        // When
        List<IpAddress> ofGrown = new ArrayList<>();
        List<IpAddress> ofShrunk = new ArrayList<>();
        grown.page(null, 1000, (ip, pod) -> ofGrown.add(ip));
        shrunk.page(null, 1000, (ip, pod) -> ofShrunk.add(ip));

        // Then
        assertThat(ofGrown).hasSize(100).isEqualTo(ofShrunk);
    }

    @Test
    void aPageThatEndsAtTheLastEntryHasNothingBehindIt() {
        table.put(address(1), Pods.live("a"));
        table.put(address(2), Pods.live("b"));

        assertThat(table.page(null, 2, (ip, pod) -> true)).isNull();
        assertThat(table.page(null, 1, (ip, pod) -> true)).isNotNull();
    }

    @Test
    void aReaderThatStopsIsGoneOnBehindTheLastEntryThatItTook() {
        table.put(address(1), Pods.live("a"));
        table.put(address(2), Pods.live("b"));
        List<IpAddress> taken = new ArrayList<>();

        IpAddress after = table.page(null, 10, (ip, pod) -> !taken.add(ip));

        assertThat(taken).containsExactly(after);
        assertThat(all(1)).element(0).isEqualTo(after);
    }

    @Test
    void neighboursAreSpreadOverAllBuckets() {
        // Given
        int[] ipv4 = new int[1 << 12];
        int[] ipv6 = new int[1 << 12];
        int[] subnets = new int[1 << 12];

        // When
        for (int i = 0; i < 1 << 12; i++) {
            ipv4[(int) (IpTable.hash(new IpAddress(0, 0xffff_0a2a_0000L + i)) >>> 52)]++;
            ipv6[(int) (IpTable.hash(new IpAddress(0xfd00_0042_0000_0000L, i)) >>> 52)]++;
            subnets[(int) (IpTable.hash(new IpAddress(0xfd00_0042_0000_0000L + i, 1)) >>> 52)]++;
        }

        // Then
        for (int[] chains : new int[][] {ipv4, ipv6, subnets}) {
            assertThat(Arrays.stream(chains).max().orElseThrow()).isLessThan(12);
            assertThat(Arrays.stream(chains).filter(chain -> chain == 0).count())
                    .isLessThan(1 << 11);
        }
    }

    @Test
    void anEmptyTableHasNoPage() {
        assertThat(table.page(null, 1, (ip, pod) -> true)).isNull();
        assertThat(table.page(address(1), 1, (ip, pod) -> true)).isNull();
    }

    @Test
    void theNewPodsOwnAddressIsKeptSoThatTheOldPodCanBeCollected() {
        IpAddress old = Pods.ip("10.0.0.1");
        IpAddress equal = Pods.ip("10.0.0.1");
        table.put(old, Pods.live("old"));
        table.put(equal, Pods.live("new"));

        assertThat(all(1)).singleElement().isSameAs(equal);
    }

    private List<IpAddress> all(int pageSize) {
        List<IpAddress> all = new ArrayList<>();
        IpAddress after = null;
        do {
            after = table.page(after, pageSize, (ip, pod) -> all.add(ip));
        } while (after != null);
        return all;
    }

    /** Neighbours, as clusters have them. */
    private static IpAddress address(int number) {
        return Pods.ip(number % 2 == 0 ? "10.42." + number / 256 + "." + number % 256 : "fd00:42::" + number);
    }
}
