package io.podwatcher.cache.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.cache.Pods;
import io.podwatcher.cache.index.OwnedIp.Chain;
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

    private final IpTable table = new IpTable(Chain.ALL);

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
                put(table, ip, pod);
                expected.put(ip, pod);
            }
            IpAddress asked = address(random.nextInt(3000));
            assertThat(owner(asked)).as("seed %d, change %d", seed, i).isSameAs(expected.get(asked));
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
            IpTable table = new IpTable(Chain.ALL);
            Set<IpAddress> staying = new HashSet<>();
            for (int i = 0; i < 200; i++) {
                staying.add(address(i));
                put(table, address(i), Pods.live("staying"));
            }

            // When
            List<IpAddress> listed = new ArrayList<>();
            IpAddress after = null;
            do {
                after = table.page(after, 1 + random.nextInt(20), (ip, pod) -> listed.add(ip));
                for (int i = 0; i < 100; i++) {
                    IpAddress passing = address(1000 + random.nextInt(5000));
                    if (random.nextBoolean()) {
                        put(table, passing, Pods.live("passing"));
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
        IpTable grown = new IpTable(Chain.ALL);
        IpTable shrunk = new IpTable(Chain.ALL);
        for (int i = 0; i < 100; i++) {
            put(grown, address(i), Pods.live("pod"));
        }
        for (int i = 4999; i >= 0; i--) {
            put(shrunk, address(i), Pods.live("pod"));
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
        put(table, address(1), Pods.live("a"));
        put(table, address(2), Pods.live("b"));

        assertThat(table.page(null, 2, (ip, pod) -> true)).isNull();
        assertThat(table.page(null, 1, (ip, pod) -> true)).isNotNull();
    }

    @Test
    void aReaderThatStopsIsGoneOnBehindTheLastEntryThatItTook() {
        put(table, address(1), Pods.live("a"));
        put(table, address(2), Pods.live("b"));
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

    private static void put(IpTable table, IpAddress ip, Pod pod) {
        OwnedIp entry = table.get(ip);
        if (entry == null) {
            table.add(new OwnedIp(ip, pod));
        } else {
            entry.replace(ip, pod);
        }
    }

    private Pod owner(IpAddress ip) {
        OwnedIp entry = table.get(ip);
        return entry == null ? null : entry.owner();
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
