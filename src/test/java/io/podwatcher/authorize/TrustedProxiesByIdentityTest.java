package io.podwatcher.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.FakeCache;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.Cidr;
import io.podwatcher.model.Identity;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.PeerList;
import io.podwatcher.model.Pod;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesByIdentityTest {

    private static final long MAX_AGE = 180;
    private static final String CADDY = "10.42.0.1";
    private static final String CALLER = "10.42.0.5";

    private final TrustedProxies proxies = new TrustedProxies(new PeerCheck(
            PeerList.of(Identity.parse("serviceaccount:ingress/caddy"))
                    .and(PeerList.of(Identity.parse("namespace:gateways")))
                    .and(PeerList.of(Cidr.parse("10.0.0.0/24"))),
            MAX_AGE));
    private final Map<IpAddress, LookupResult> map = new HashMap<>();

    TrustedProxiesByIdentityTest() {
        owns(CADDY, "ingress", "caddy", Pod.Stage.LIVE);
        owns("10.42.0.2", "gateways", "envoy", Pod.Stage.LIVE);
        owns("10.42.0.3", "ingress", "default", Pod.Stage.LIVE);
        owns(CALLER, "shop", "default", Pod.Stage.LIVE);
        owns("10.42.0.6", "media", "default", Pod.Stage.TERMINATING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.42.0.1 | 10.42.0.5                                  | 10.42.0.5",
                "10.42.0.2 | 10.42.0.5                                  | 10.42.0.5",
                "10.42.0.1 | 10.42.0.9, 10.42.0.5                       | 10.42.0.5",
                "10.42.0.1 | 10.42.0.9, 10.42.0.5, 10.42.0.2            | 10.42.0.5",
                "10.42.0.1 | 10.42.0.9, 10.42.0.5, 10.0.0.7, 10.42.0.2  | 10.42.0.5",
                "10.0.0.7  | 10.42.0.9, 10.42.0.5, 10.42.0.1            | 10.42.0.5",
                "10.42.0.1 | 10.42.0.6                                  | 10.42.0.6",
                "10.42.0.3 | 10.42.0.5                                  | 10.42.0.3",
                "10.42.0.5 | 10.42.0.9                                  | 10.42.0.5",
                "10.42.0.5 | nonsense                                   | 10.42.0.5",
                "10.42.0.9 | 10.42.0.5                                  | 10.42.0.9"
            })
    void theCallerIsTheFirstOnTheWayBackThatIsNoTrustedProxy(String peer, String header, String caller) {
        assertThat(caller(peer, 0, header)).isEqualTo(caller);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"10.42.0.1 | nonsense", "10.42.0.1 | 10.42.0.2", "10.42.0.1 | 10.0.0.7, 10.42.0.2", "10.0.0.7 | ''"
            })
    void aTrustedProxyThatDoesNotNameItsCallerHasNone(String peer, String header) {
        assertThat(caller(peer, 0, header)).isEqualTo("none");
    }

    @Test
    void aTrustedProxyNamesItsCallerInOneHeader() {
        assertThat(caller(CADDY, 0)).isEqualTo("none");
        assertThat(caller(CADDY, 0, CALLER, CALLER)).isEqualTo("none");
    }

    @Test
    void sixteenHopsAreReadAndNoMore() {
        // Given
        String hops = String.join(",", Collections.nCopies(15, "10.42.0.2"));

        // When // Then
        assertThat(caller(CADDY, 0, CALLER + "," + hops)).isEqualTo(CALLER);
        assertThat(caller(CADDY, 0, "10.42.0.9," + CALLER + "," + hops)).isEqualTo("none");
    }

    /** Its IP may be a stranger's in a moment; and taken for the caller, its calls would be those of its namespace. */
    @Test
    void aTrustedProxyThatTerminatesIsNeitherTrustedNorTheCaller() {
        // Given
        owns(CADDY, "ingress", "caddy", Pod.Stage.TERMINATING);

        // When // Then
        assertThat(caller(CADDY, 0, CALLER)).isEqualTo("terminating");
        assertThat(caller(CADDY, 0)).isEqualTo("terminating");
        assertThat(caller("10.42.0.2", 0, CALLER + ", " + CADDY)).isEqualTo("terminating");
    }

    /** Otherwise each rollout of the proxy would advise to add what is in the setting already. */
    @Test
    void onlyAForwarderThatTheSettingDoesNotNameIsReported() {
        // Given
        owns(CADDY, "ingress", "caddy", Pod.Stage.TERMINATING);

        // When // Then
        assertThat(isReported(CADDY)).isFalse();
        assertThat(isReported("10.42.0.2")).isFalse();
        assertThat(isReported("10.42.0.3")).isTrue();
        assertThat(isReported("10.42.0.6")).isTrue();
    }

    private boolean isReported(String peer) {
        Call call = proxies.call(ip(peer), List.of(CALLER));
        List<LookupResult> answers = call.candidates().stream()
                .map(ip -> map.getOrDefault(ip, LookupResult.Refused.NOT_FOUND))
                .toList();
        return proxies.isUntrustedForwarder(call, answers, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not_found", "host_network", "ambiguous", "not_synced"})
    void anAddressWithoutAnOwnerHasNoIdentity(String code) {
        // Given
        map.put(ip(CADDY), FakeCache.refused(code));

        // When // Then
        assertThat(caller(CADDY, 0, CALLER)).isEqualTo(CADDY);
    }

    @Test
    void anOldMapKnowsNobodysIdentity() {
        assertThat(caller(CADDY, MAX_AGE - 1, CALLER)).isEqualTo(CALLER);
        assertThat(caller(CADDY, MAX_AGE, CALLER)).isEqualTo(CADDY);
        assertThat(caller("10.0.0.7", MAX_AGE, CALLER)).isEqualTo(CALLER);
    }

    private void owns(String ip, String namespace, String serviceAccount, Pod.Stage stage) {
        map.put(
                ip(ip),
                new LookupResult.Owned(
                        FakeCache.at(stage, FakeCache.pod(namespace, "pod-" + ip, serviceAccount, "{}"))));
    }

    private String caller(String peer, long age, String... forwardedFor) {
        Call call = proxies.call(ip(peer), Arrays.asList(forwardedFor));
        List<LookupResult> answers = call.candidates().stream()
                .map(ip -> map.getOrDefault(ip, LookupResult.Refused.NOT_FOUND))
                .collect(Collectors.toList());
        // The answers of others stand before these.
        answers.addAll(0, List.of(FakeCache.AMBIGUOUS, FakeCache.AMBIGUOUS));
        int caller = proxies.caller(call, answers, 2, age);
        return switch (caller) {
            case TrustedProxies.NO_CALLER -> "none";
            case TrustedProxies.TERMINATING_PROXY -> "terminating";
            default -> call.candidates().get(caller).toString();
        };
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow();
    }
}
