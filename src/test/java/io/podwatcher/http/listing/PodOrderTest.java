package io.podwatcher.http.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.listing.PodOrder.Field;
import io.podwatcher.messages.map.PageReply;
import io.podwatcher.model.Pod;
import java.nio.charset.StandardCharsets;
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

    @Test
    void theYoungestComeFirstByAge() {
        // Given
        PageReply.OwnedIp[] entries = {
            entry("10.0.0.1", "{\"start_time\":\"2026-11-23T04:04:29Z\"}", Pod.Stage.LIVE),
            entry("10.0.0.2", "{\"start_time\":null}", Pod.Stage.LIVE),
            entry("10.0.0.3", "{\"start_time\":\"2026-11-23T14:04:29Z\"}", Pod.Stage.LIVE)
        };

        // Then
        assertThat(sorted(Field.AGE, false, entries)).containsExactly("10.0.0.3", "10.0.0.1", "10.0.0.2");
        assertThat(sorted(Field.AGE, true, entries)).containsExactly("10.0.0.2", "10.0.0.1", "10.0.0.3");
    }

    @Test
    void podsThatAreNotReadyComeBeforeThoseThatAreAndTerminatingOnesLastByPhase() {
        // Given
        String running = "{\"phase\":\"Running\",\"conditions\":[{\"type\":\"Ready\",\"status\":\"%s\"}]}";
        PageReply.OwnedIp[] entries = {
            entry("10.0.0.1", running.formatted("True"), Pod.Stage.TERMINATING),
            entry("10.0.0.2", running.formatted("True"), Pod.Stage.LIVE),
            entry("10.0.0.3", "{\"phase\":\"Pending\",\"conditions\":[]}", Pod.Stage.LIVE),
            entry("10.0.0.4", running.formatted("False"), Pod.Stage.LIVE)
        };

        // Then
        assertThat(sorted(Field.PHASE, false, entries)).containsExactly("10.0.0.3", "10.0.0.4", "10.0.0.2", "10.0.0.1");
    }

    private static List<String> sorted(Field field, boolean descending, PageReply.OwnedIp... entries) {
        PodOrder order = new PodOrder(field, descending);
        return Stream.of(entries)
                .map(order::cursor)
                .sorted(order)
                .map(cursor -> cursor.ip().toString())
                .toList();
    }

    private static PageReply.OwnedIp entry(String ip) {
        return entry(ip, "default", "pod", "node");
    }

    private static PageReply.OwnedIp entry(String ip, String namespace, String name, String node) {
        return entry(ip, namespace, name, node, "{}", Pod.Stage.LIVE);
    }

    private static PageReply.OwnedIp entry(String ip, String json, Pod.Stage stage) {
        return entry(ip, "default", "pod", "node", json, stage);
    }

    private static PageReply.OwnedIp entry(
            String ip, String namespace, String name, String node, String json, Pod.Stage stage) {
        Pod pod = new Pod(
                "uid",
                namespace,
                name,
                node,
                "default",
                List.of(),
                List.of(),
                Pod.Network.POD,
                stage,
                json.getBytes(StandardCharsets.UTF_8));
        return new PageReply.OwnedIp(FakeCache.ip(ip), pod);
    }
}
