package io.podwatcher.http.forwardauth.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.podwatcher.http.FakeCache;
import io.podwatcher.http.forwardauth.AskingToAuthorize;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DenialLogTest extends AskingToAuthorize {

    private final Logger logger = (Logger) LoggerFactory.getLogger(DenialLog.class);
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    @BeforeEach
    void listen() {
        appender.list = new CopyOnWriteArrayList<>();
        appender.start();
        logger.addAppender(appender);
        cache.owns("127.0.0.3", FakeCache.pod("media", "player", "film", "{}"));
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(appender);
    }

    private List<ILoggingEvent> lines() {
        service.hasReadEverything();
        return appender.list;
    }

    private static Map<String, String> fields(ILoggingEvent line) {
        return line.getKeyValuePairs().stream()
                .collect(Collectors.toMap(pair -> pair.key, pair -> pair.value.toString()));
    }

    @Test
    void aDenialIsALineWithTheCallerTheTargetAndTheReason() {
        // When
        ask("127.0.0.17", forwarded("/authorize?namespace=shop", "127.0.0.3"));

        // Then
        assertThat(lines()).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.INFO);
            assertThat(line.getFormattedMessage())
                    .isEqualTo(
                            "Denied: wrong_namespace. 127.0.0.3, pod media/player as serviceaccount:media/film, called"
                                    + " /authorize?namespace=shop, asked by 127.0.0.17. "
                                    + "The caller is a pod of another namespace");
            assertThat(fields(line))
                    .isEqualTo(Map.of(
                            "verdict", "denied",
                            "reason", "wrong_namespace",
                            "source_ip", "127.0.0.3",
                            "source_pod", "media/player",
                            "source_identity", "serviceaccount:media/film",
                            "target", "/authorize?namespace=shop",
                            "peer_ip", "127.0.0.17"));
        });
    }

    @Test
    void whatIsNotKnownIsNoField() {
        // When
        ask("127.0.0.9", "GET", "/authorize?namespace=shop");
        ask("127.0.0.17", "GET", "/authorize?namespace=shop");

        // Then
        assertThat(lines()).hasSize(2);
        assertThat(fields(lines().get(0)).keySet())
                .containsExactlyInAnyOrder("verdict", "reason", "source_ip", "target", "peer_ip");
        assertThat(lines().get(1).getFormattedMessage())
                .startsWith("Denied: bad_forwarded_for. An unknown caller called /authorize?namespace=shop, asked by"
                        + " 127.0.0.17. ");
        assertThat(fields(lines().get(1))).doesNotContainKey("source_ip");
    }

    @Test
    void allowedCallsAreNotLogged() {
        // When
        ask("127.0.0.2", "GET", "/authorize?namespace=shop");

        // Then
        assertThat(lines()).isEmpty();
    }

    @Test
    void aFrequentReasonDoesNotHideAnother() {
        // When
        for (int i = 0; i < 50; i++) {
            ask("127.0.0.3", "GET", "/authorize?namespace=shop");
        }
        ask("127.0.0.9", "GET", "/authorize?namespace=shop");

        // Then
        assertThat(lines())
                .filteredOn(line -> line.getFormattedMessage().contains("wrong_namespace"))
                .hasSizeBetween(1, 10);
        assertThat(lines())
                .filteredOn(line -> line.getFormattedMessage().contains("not_found"))
                .hasSize(1);
    }

    @Test
    void whatClientsWriteStaysInItsLine() {
        // When
        ask(
                "127.0.0.17",
                "GET /authorize/fission HTTP/1.1\r\nHost: pod-watcher\r\nX-Forwarded-For: 127.0.0.2\r\n"
                        + "X-Forwarded-Method: GET\r\nX-Forwarded-Host: evil\u001b[2J" + "x".repeat(1000)
                        + "\r\nX-Forwarded-Uri: /x\r\n\r\n");
        ask("127.0.0.2", "GET", "/authorize?" + "x".repeat(1000) + "%C2%85=1");

        // Then
        assertThat(lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.getFormattedMessage())
                        .hasSizeLessThan(800)
                        .matches("[ -~…]+"));
    }
}
