package io.podwatcher.apiserver.pods;

import static io.podwatcher.apiserver.pods.ApiPod.running;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.pods.ApiPod.Sandbox;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClaimHistoryTest {

    private final ApiServer server = new ApiServer();

    @AfterEach
    void close() {
        server.close();
    }

    private List<List<String>> uids(String ip) {
        return uids(server.claims(ip));
    }

    private static List<List<String>> uids(List<ClaimState> states) {
        return states.stream()
                .map(state -> state.claims().stream()
                        .map(claim -> claim.uid() + (claim.terminating() ? " terminating" : ""))
                        .toList())
                .toList();
    }

    @Test
    void anAddressKeepsAllThatWasEverTrueOfIt() {
        // When
        server.put(running("default", "a", "1", "10.0.0.1"));
        server.put(running("default", "a", "1", "10.0.0.1").onNode("node-2"));
        server.put(running("default", "a", "1", "10.0.0.1").beingDeleted());
        server.put(running("default", "b", "2", "10.0.0.1"));
        server.delete("default", "a");
        server.compact();
        server.put(running("default", "b", "2", "10.0.0.1").withPhase("Succeeded"));

        // Then
        assertThat(uids("10.0.0.1"))
                .containsExactly(
                        List.of(),
                        List.of("1"),
                        List.of("1 terminating"),
                        List.of("1 terminating", "2"),
                        List.of("2"),
                        List.of());
    }

    @Test
    void aPodThatChangesItsAddressOrIsReplacedLeavesTheOldOne() {
        // When
        server.put(running("default", "a", "1", "10.0.0.1"));
        server.put(running("default", "a", "1", "10.0.0.2"));
        server.put(running("default", "a", "9", "10.0.0.2"));
        server.put(running("default", "host", "7", "10.0.0.2").onHostNetwork().withHostIps("192.168.0.1"));

        // Then
        assertThat(uids("10.0.0.1")).containsExactly(List.of(), List.of("1"), List.of());
        assertThat(uids("10.0.0.2")).containsExactly(List.of(), List.of("1"), List.of("9"));
    }

    @Test
    void aPodWithoutNetworkClaimsNothing() {
        // When
        server.put(running("default", "a", "1", "10.0.0.1"));
        server.put(running("default", "a", "1", "10.0.0.1").withSandbox(Sandbox.GONE));
        server.put(running("default", "a", "1", "10.0.0.1").withSandbox(Sandbox.RELEASED_BY_CALICO));
        server.put(running("default", "a", "1", "10.0.0.1")
                .withSandbox(Sandbox.RELEASED_BY_CALICO)
                .beingDeleted());

        // Then
        assertThat(uids("10.0.0.1")).containsExactly(List.of(), List.of("1"), List.of(), List.of("1"), List.of());
    }

    @Test
    void anAddressIsANodesWhileAnotherPodThanItsClaimantNamesItSo() {
        // When
        server.put(running("default", "a", "1", "10.0.0.1").withHostIps("10.0.0.1"));
        server.put(running("default", "b", "2", "10.0.0.2").withHostIps("10.0.0.1"));
        server.delete("default", "a");
        server.put(running("default", "b", "2", "10.0.0.2").withPhase("Failed").withHostIps("10.0.0.1"));

        // Then
        assertThat(server.claims("10.0.0.1"))
                .extracting(ClaimState::belongsToNode)
                .containsExactly(false, false, true, true, false);
    }

    @Test
    void aSpanOfTimeHasTheStatesThatHeldInIt() {
        // Given
        server.put(running("default", "a", "1", "10.0.0.1"));
        long from = System.nanoTime();
        server.put(running("default", "a", "2", "10.0.0.1"));
        long to = System.nanoTime();
        server.put(running("default", "a", "3", "10.0.0.1"));

        // When // Then
        assertThat(uids(server.claimsBetween("10.0.0.1", from, to))).containsExactly(List.of("1"), List.of("2"));
        assertThat(uids(server.claimsBetween("10.0.0.1", to, to))).containsExactly(List.of("2"));
        assertThat(uids(server.claimsBetween("10.0.0.9", from, to))).containsExactly(List.of());
    }

    @Test
    void theStateNowIsAtHand() {
        // Given
        server.put(running("default", "a", "1", "10.0.0.1"));
        server.put(running("default", "b", "2", "10.0.0.2"));
        server.delete("default", "a");

        // When // Then
        assertThat(server.pods()).extracting(ApiPod::uid).containsExactly("2");
        assertThat(server.pod("default", "a")).isEmpty();
        assertThat(server.delete("default", "a")).isEmpty();
    }
}
