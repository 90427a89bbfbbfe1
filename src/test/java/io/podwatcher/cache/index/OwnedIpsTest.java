package io.podwatcher.cache.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.cache.Pods;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OwnedIpsTest {

    private static final List<String> NAMESPACES = List.of("shop", "media", "home");

    private final OwnedIps owners = new OwnedIps();

    /** The table of all addresses and those of the namespaces agree with a HashMap after random changes. */
    @Test
    void allTablesEqualAMapOverRandomChanges() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<IpAddress, Pod> expected = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            IpAddress ip = Pods.ip("10.42." + random.nextInt(3) + "." + random.nextInt(200));
            if (random.nextInt(3) == 0) {
                owners.put(ip, null);
                expected.remove(ip);
            } else {
                Pod pod = Pods.inNamespace(NAMESPACES.get(random.nextInt(NAMESPACES.size())), "pod-" + i);
                owners.put(ip, pod);
                expected.put(ip, pod);
            }
            assertThat(owners.get(ip)).as("seed %d, change %d", seed, i).isSameAs(expected.get(ip));
            assertThat(owners.size()).as("seed %d, change %d", seed, i).isEqualTo(expected.size());
            if (i % 500 == 0) {
                assertThat(pages(null, random))
                        .as("seed %d, change %d", seed, i)
                        .isEqualTo(expected);
                for (String namespace : NAMESPACES) {
                    Map<IpAddress, Pod> ofNamespace = new HashMap<>(expected);
                    ofNamespace.values().removeIf(pod -> !pod.namespace().equals(namespace));
                    assertThat(pages(namespace, random))
                            .as("seed %d, change %d, %s", seed, i, namespace)
                            .isEqualTo(ofNamespace);
                }
            }
        }
    }

    @Test
    void theNewPodsOwnAddressIsKeptSoThatTheOldPodCanBeCollected() {
        // Given
        IpAddress equal = Pods.ip("10.0.0.1");
        owners.put(Pods.ip("10.0.0.1"), Pods.live("old"));

        // When
        owners.put(equal, Pods.live("new"));

        // Then
        assertThat(pages(null, new Random()).keySet()).singleElement().isSameAs(equal);
    }

    /** All pages of a table; fails if an address is in two of them. */
    private Map<IpAddress, Pod> pages(String namespace, Random random) {
        Map<IpAddress, Pod> pages = new HashMap<>();
        IpAddress after = null;
        do {
            after = owners.page(namespace, after, 1 + random.nextInt(50), (ip, pod) -> {
                assertThat(pages.put(ip, pod)).isNull();
                return true;
            });
        } while (after != null);
        return pages;
    }
}
