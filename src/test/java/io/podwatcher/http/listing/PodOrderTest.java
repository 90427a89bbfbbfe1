package io.podwatcher.http.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.listing.PodOrder.Field;
import io.podwatcher.messages.map.PageReply;
import io.podwatcher.model.Pod;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PodOrderTest {

    @Test
    void ipsAreOrderedByNumberIpv4First() {
        assertThat(sorted(Field.IP, false, entry("::1"), entry("10.0.0.10"), entry("fd00::1"), entry("10.0.0.9")))
                .containsExactly("10.0.0.9", "10.0.0.10", "::1", "fd00::1");
    }

    @Test
    void descendingIpsAreTheSameBackwards() {
        assertThat(sorted(Field.IP, true, entry("::1"), entry("10.0.0.10"), entry("fd00::1"), entry("10.0.0.9")))
                .containsExactly("fd00::1", "::1", "10.0.0.10", "10.0.0.9");
    }

    @Test
    void podsWithTheSameValueAreOrderedByIpUpwardsInAnyCase() {
        // Given
        PageReply.OwnedIp[] entries = {
            entry("10.0.0.3", "b", "x", "n1"),
            entry("10.0.0.2", "a", "x", "n2"),
            entry("10.0.0.1", "b", "y", "n2"),
            entry("::1", "b", "x", "n2")
        };

        // Then
        assertThat(sorted(Field.NAMESPACE, false, entries)).containsExactly("10.0.0.2", "10.0.0.1", "10.0.0.3", "::1");
        assertThat(sorted(Field.NAMESPACE, true, entries)).containsExactly("10.0.0.1", "10.0.0.3", "::1", "10.0.0.2");
        assertThat(sorted(Field.NAME, false, entries)).containsExactly("10.0.0.2", "10.0.0.3", "::1", "10.0.0.1");
        assertThat(sorted(Field.NAME, true, entries)).containsExactly("10.0.0.1", "10.0.0.2", "10.0.0.3", "::1");
        assertThat(sorted(Field.NODE, false, entries)).containsExactly("10.0.0.3", "10.0.0.1", "10.0.0.2", "::1");
        assertThat(sorted(Field.NODE, true, entries)).containsExactly("10.0.0.1", "10.0.0.2", "::1", "10.0.0.3");
    }

    private static List<String> sorted(Field field, boolean descending, PageReply.OwnedIp... entries) {
        return Stream.of(entries)
                .sorted(new PodOrder(field, descending))
                .map(entry -> entry.ip().toString())
                .toList();
    }

    private static PageReply.OwnedIp entry(String ip) {
        return entry(ip, "default", "pod", "node");
    }

    private static PageReply.OwnedIp entry(String ip, String namespace, String name, String node) {
        Pod pod = new Pod(
                "uid",
                namespace,
                name,
                node,
                "default",
                List.of(),
                List.of(),
                Pod.Network.POD,
                Pod.Stage.LIVE,
                new byte[] {'{', '}'});
        return new PageReply.OwnedIp(FakeCache.ip(ip), pod);
    }
}
