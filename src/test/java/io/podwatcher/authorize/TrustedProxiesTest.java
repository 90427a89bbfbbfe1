package io.podwatcher.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.Cidr;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.PeerList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private static final String PROXY = "10.0.0.1";

    private final TrustedProxies proxies = new TrustedProxies(
            new PeerCheck(PeerList.of(Cidr.parse("10.0.0.0/24")).and(PeerList.of(Cidr.parse("fd00:1::/64"))), 180));

    @ParameterizedTest
    @ValueSource(strings = {"10.42.0.5", "10.0.1.1", "fd00:2::1"})
    void aStrangerIsWhoItIsWhateverItSays(String stranger) {
        assertThat(caller(proxies, ip(stranger), List.of("10.42.0.9"))).contains(ip(stranger));
        assertThat(caller(proxies, ip(stranger), List.of("nonsense", "twice"))).contains(ip(stranger));
        assertThat(caller(proxies, ip(stranger), List.of())).contains(ip(stranger));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.42.0.5                                  | 10.42.0.5",
                "10.42.0.9, 10.42.0.5                       | 10.42.0.5",
                "10.42.0.9,10.42.0.5                        | 10.42.0.5",
                "10.42.0.5, 10.0.0.7                        | 10.42.0.5",
                "10.42.0.9, 10.42.0.5, 10.0.0.7, fd00:1::9  | 10.42.0.5",
                "10.0.0.9, 10.42.0.5                        | 10.42.0.5",
                "10.42.0.9, 10.0.0.7, 10.42.0.5             | 10.42.0.5",
                "fd00:2::5                                  | fd00:2::5",
                "FD00:2:0::5                                | fd00:2::5",
                "::ffff:10.42.0.5                           | 10.42.0.5",
                "10.42.0.5, ::ffff:10.0.0.7                 | 10.42.0.5"
            })
    void aProxyIsBelievedOnTheRightmostThatIsNoProxy(String header, String caller) {
        assertThat(caller(proxies, ip(PROXY), List.of(header))).contains(ip(caller));
        assertThat(caller(proxies, ip("fd00:1::1"), List.of(header))).contains(ip(caller));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "10.42.0.5,",
                ",10.42.0.5",
                "10.42.0.9,,10.42.0.5",
                "10.42.0.5:1234",
                "[fd00:2::5]",
                "[fd00:2::5]:80",
                "fd00:2::5%eth0",
                "unknown, 10.42.0.5",
                "10.42.0.5 10.42.0.9",
                "010.42.0.5",
                "10.42.5",
                "171573253",
                "0x0a2a0005",
                "for=10.42.0.5",
                "\"10.42.0.5\"",
                "10.0.0.7",
                "10.0.0.7, fd00:1::9",
                "::ffff:10.0.0.7"
            })
    void aProxyThatDoesNotNameTheCallerPlainlyIsNotBelieved(String header) {
        assertThat(caller(proxies, ip(PROXY), List.of(header))).isEmpty();
    }

    @Test
    void aProxyThatNamesNoCallerOrSeveralIsNotBelieved() {
        assertThat(caller(proxies, ip(PROXY), List.of())).isEmpty();
        assertThat(caller(proxies, ip(PROXY), List.of("10.42.0.5", "10.42.0.5")))
                .isEmpty();
    }

    @Test
    void withoutTrustedProxiesEveryPeerIsTheCaller() {
        // Given
        TrustedProxies none = TrustedProxies.NONE;

        // Then
        assertThat(caller(none, ip(PROXY), List.of("10.42.0.5"))).isEqualTo(Optional.of(ip(PROXY)));
    }

    /** No pod is known, so only addresses count. */
    private static Optional<IpAddress> caller(TrustedProxies proxies, IpAddress peer, List<String> forwardedFor) {
        Call call = proxies.call(peer, forwardedFor);
        List<LookupResult> answers = Collections.nCopies(call.candidates().size(), LookupResult.Refused.NOT_FOUND);
        int caller = proxies.caller(call, answers, 0, 0);
        return caller < 0 ? Optional.empty() : Optional.of(call.candidates().get(caller));
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow();
    }
}
