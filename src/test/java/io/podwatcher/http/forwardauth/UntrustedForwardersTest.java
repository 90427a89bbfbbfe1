package io.podwatcher.http.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.http.FakeCache;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class UntrustedForwardersTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(UntrustedForwarders.class);
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private final UntrustedForwarders forwarders = new UntrustedForwarders(new SimpleMeterRegistry());

    @BeforeEach
    void listen() {
        appender.start();
        logger.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(appender);
    }

    @Test
    void aNoisyPeerDoesNotHideAnother() {
        // When
        for (int i = 0; i < 20; i++) {
            forwarders.report(ip("10.42.0.5"), LookupResult.Refused.NOT_FOUND);
        }
        forwarders.report(ip("10.42.0.10"), LookupResult.Refused.NOT_FOUND);

        // Then
        assertThat(lines()).hasSize(2);
        assertThat(lines().get(1)).startsWith("10.42.0.10 asks with X-Forwarded-For");
    }

    @Test
    void manyPeersTakeNoMoreThanTheLastSixteen() {
        // Given
        for (int i = 1; i <= 17; i++) {
            forwarders.report(ip("10.42.0." + i), LookupResult.Refused.NOT_FOUND);
        }

        // When
        forwarders.report(ip("10.42.0.17"), LookupResult.Refused.NOT_FOUND);
        forwarders.report(ip("10.42.0.1"), LookupResult.Refused.NOT_FOUND);

        // Then
        assertThat(lines()).hasSize(18);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "host_network | Its address is a node's. If it is your proxy on the host network, add 10.42.0.5 to",
                "ambiguous    | More than one pod claims its address, so it has no identity",
                "not_found    | No pod is known to have its address."
            })
    void theAdviceDependsOnWhatTheMapSays(String owner, String advice) {
        // When
        forwarders.report(ip("10.42.0.5"), FakeCache.refused(owner));

        // Then
        assertThat(lines().get(0)).contains(advice);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "caddy   | If it is your proxy, add serviceaccount:ingress/caddy to TRUSTED_PROXIES",
                "default | serviceaccount:ingress/default to TRUSTED_PROXIES, after giving it a service account of its"
                        + " own"
            })
    void aPodIsNamedByItsServiceAccount(String account, String advice) {
        // When
        forwarders.report(ip("10.42.0.5"), new LookupResult.Owned(FakeCache.pod("ingress", "proxy", account, "{}")));

        // Then
        assertThat(lines().get(0)).contains(advice);
    }

    private List<String> lines() {
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow();
    }
}
