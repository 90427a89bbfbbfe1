package io.podwatcher.watch.list;

import static io.podwatcher.apiserver.pods.ApiPod.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.Fault;
import io.podwatcher.apiserver.Kind;
import io.podwatcher.apiserver.ListPage;
import io.podwatcher.apiserver.SeenRequest;
import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.watch.api.ListFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong with a list ends it with one failure in plain words, and never with part of a list as the whole. */
class PodListerFaultsTest {

    private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";

    private final ApiServer server = new ApiServer().start();
    private ListerUnderTest lister = new ListerUnderTest(server);

    @BeforeEach
    void fill() {
        server.fill(250);
    }

    @AfterEach
    void close() {
        lister.close();
        server.close();
    }

    private ListFailure failureOfAList() {
        lister.list();
        await().until(lister::hasEnded);
        assertThat(lister.version()).isEmpty();
        return lister.failure().orElseThrow();
    }

    private void assertThatTheNextListIsComplete() {
        lister.list();
        await().until(lister::hasEnded);
        assertThat(lister.failure()).isEmpty();
        assertThat(lister.names).hasSize(250);
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHORIZED",
        "403, FORBIDDEN",
        "404, NOT_FOUND",
        "410, EXPIRED",
        "500, SERVER_ERROR",
        "503, SERVER_ERROR",
        "400, REFUSED"
    })
    void refusalIsReportedInTheServersOwnWords(int code, RestartReason reason) {
        // Given
        server.faults().next(Kind.LIST, Fault.status(code, "no such luck"));

        // When
        ListFailure failure = failureOfAList();

        // Then
        assertThat(failure.problem().reason()).isEqualTo(reason);
        assertThat(failure).hasMessage("no such luck");
        assertThat(failure.problem().retryAfter()).isZero();
        assertThatTheNextListIsComplete();
    }

    @Test
    void refusalWithoutWordsIsReportedByItsCode() {
        // Given
        server.faults()
                .next(
                        Kind.LIST,
                        Fault.answer(
                                502, Map.of("Content-Type", "text/html"), "<html>".getBytes(StandardCharsets.UTF_8)));

        // When // Then
        assertThat(failureOfAList()).hasMessage("the API server answers 502 Bad Gateway");
    }

    @Test
    void serverMayAskToBeLeftAlone() {
        // Given
        server.faults().next(Kind.LIST, Fault.tooManyRequests(7));

        // When
        ListFailure failure = failureOfAList();

        // Then
        assertThat(failure.problem().reason()).isEqualTo(RestartReason.THROTTLED);
        assertThat(failure.problem().retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void continueTokenThatIsTooOldEndsTheListAndTheNextBeginsAtItsFirstPage() {
        // Given
        lister.onPods(() -> {
            if (lister.batches.size() == 1) {
                server.advance();
                server.compact();
            }
        });

        // When
        ListFailure failure = failureOfAList();

        // Then
        assertThat(failure.problem().reason()).isEqualTo(RestartReason.EXPIRED);
        assertThat(failure)
                .hasMessage("The provided continue parameter is too old to display a consistent list result.");
        int before = server.requests().count(Kind.LIST);
        assertThatTheNextListIsComplete();
        assertThat(server.requests().all().get(before).parameters()).doesNotContainKey("continue");
    }

    @Test
    void connectionThatBreaksIsReported() {
        for (Fault fault : List.of(
                Fault.closeInsteadOfAnswer(),
                Fault.resetInsteadOfAnswer(),
                Fault.drop().after(50),
                Fault.reset().after(50),
                Fault.breakOff().after(50))) {
            // Given
            server.faults().next(Kind.LIST, fault);

            // When
            ListFailure failure = failureOfAList();

            // Then
            assertThat(failure.problem().reason()).as(fault.toString()).isEqualTo(RestartReason.CONNECTION);
            assertThat(failure.getMessage()).as(fault.toString()).isNotBlank();
        }
        assertThatTheNextListIsComplete();
    }

    @Test
    void serverThatIsAwayIsReported() {
        // Given
        server.stop();

        // When
        ListFailure failure = failureOfAList();

        // Then
        assertThat(failure.problem().reason()).isEqualTo(RestartReason.CONNECTION);
        assertThat(failure.getMessage()).contains("Connection refused");
    }

    @Test
    void answerThatDoesNotBeginInTimeIsReported() {
        // Given
        lister.close();
        lister = new ListerUnderTest(
                new ConfigBuilder(server.config()).withRequestTimeout(200).build());
        server.faults().next(Kind.LIST, Fault.noAnswer());

        // When // Then
        assertThat(failureOfAList().problem().reason()).isEqualTo(RestartReason.CONNECTION);
    }

    @Test
    void listThatEndsBeforeItsLastPodIsNoList() {
        // Given
        server.faults().next(Kind.LIST, Fault.end().after(50));

        // When
        ListFailure failure = failureOfAList();

        // Then
        assertThat(failure.problem().reason()).isEqualTo(RestartReason.UNREADABLE);
        assertThat(failure.getMessage()).contains("breaks off");
    }

    private static byte[] gzip(byte[] bytes) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(bytes);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void gzipStreamThatIsCutShortIsNoList() {
        // Given
        byte[] whole = gzip(ListPage.of(List.of()).protobuf());
        for (int length : List.of(0, 5, whole.length / 2, whole.length - 1)) {
            server.faults()
                    .next(
                            Kind.LIST,
                            Fault.answer(
                                    200,
                                    Map.of("Content-Type", PROTOBUF, "Content-Encoding", "gzip"),
                                    Arrays.copyOf(whole, length)));

            // When
            ListFailure failure = failureOfAList();

            // Then
            assertThat(failure.problem().reason()).as(length + " bytes").isEqualTo(RestartReason.UNREADABLE);
            assertThat(failure.getMessage()).startsWith("the API server's answer is not a complete gzip stream");
        }
    }

    @Test
    void whatIsNotCompressedThoughItSaysSoIsNoList() {
        // Given
        server.faults()
                .next(
                        Kind.LIST,
                        Fault.answer(
                                200,
                                Map.of("Content-Type", PROTOBUF, "Content-Encoding", "gzip"),
                                ListPage.of(List.of()).protobuf()));

        // When // Then
        assertThat(failureOfAList()).hasMessageContaining("not a complete gzip stream");
    }

    @Test
    void encodingThatWasNotAskedForIsNoList() {
        // Given
        server.faults()
                .next(
                        Kind.LIST,
                        Fault.answer(200, Map.of("Content-Type", PROTOBUF, "Content-Encoding", "br"), new byte[1]));

        // When // Then
        assertThat(failureOfAList())
                .hasMessage("the API server answered in the Content-Encoding 'br', which was not asked for");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "application/json | {\"kind\":\"Status\",\"message\":\"etcdserver: request timed out\",\"code\":504} "
                        + "| the API server answered with a Status instead of a PodList: etcdserver: request timed out",
                "application/json | {\"kind\":\"Table\"} | the API server answered with a Table instead of a PodList",
                "application/json;charset=utf-8 | `` | the API server answered with an empty body",
                "text/html | <html> | the API server answered with text/html instead of a list",
                PROTOBUF + " | <html> " + "| the API server's list is said to be protobuf, but does not begin as such",
            })
    void answerOf200ThatIsNoListIsAFailureInWords(String type, String body, String message) {
        // Given
        server.faults().next(Kind.LIST, Fault.answer(type, body.getBytes(StandardCharsets.UTF_8)));

        // When
        ListFailure failure = failureOfAList();

        // Then
        assertThat(failure.problem().reason()).isEqualTo(RestartReason.UNREADABLE);
        assertThat(failure).hasMessage(message);
        assertThatTheNextListIsComplete();
    }

    @Test
    void statusInProtobufThatComesWithA200IsNoList() {
        // Given
        server.faults().next(Kind.LIST, Fault.answer(PROTOBUF, ListPage.protobufStatus(504, "etcd timed out")));

        // When // Then
        assertThat(failureOfAList())
                .hasMessage("the API server answered with a Status instead of a PodList: etcd timed out");
        assertThatTheNextListIsComplete();
        assertThat(accepted()).allMatch(accept -> accept.startsWith(PROTOBUF));
    }

    private List<String> accepted() {
        return server.requests().all().stream()
                .map(SeenRequest::accept)
                .map(Optional::orElseThrow)
                .toList();
    }

    @Test
    void pageOfAnotherVersionIsNotTakenForPartOfTheList() {
        // Given
        server.faults()
                .next(Kind.LIST, Fault.answer(PROTOBUF, new ListPage("10", Optional.of("more"), List.of()).protobuf()));
        server.faults()
                .next(Kind.LIST, Fault.answer(PROTOBUF, new ListPage("11", Optional.empty(), List.of()).protobuf()));

        // When // Then
        assertThat(failureOfAList())
                .hasMessage("the API server answered with a page of version 11 in a list of version 10");
    }

    @Test
    void continueTokenThatLeadsNowhereIsNotFollowedForever() {
        // Given
        server.faults()
                .always(
                        Kind.LIST,
                        Fault.answer(PROTOBUF, new ListPage("10", Optional.of("more"), List.of()).protobuf()));

        // When // Then
        assertThat(failureOfAList()).hasMessage("the API server answered with the same continue token again");
    }

    @ParameterizedTest
    @ValueSource(ints = {406, 415})
    void serverThatRefusesProtobufIsAskedForJsonFromThenOn(int code) {
        // Given
        server.faults().next(Kind.LIST, Fault.status(code, "not acceptable"));

        // When
        assertThatTheNextListIsComplete();
        assertThatTheNextListIsComplete();

        // Then
        assertThat(accepted().get(0)).startsWith(PROTOBUF);
        assertThat(accepted().subList(1, accepted().size())).containsOnly("application/json");
    }

    @Test
    void serverWhoseProtobufCannotBeReadIsAskedForJsonFromThenOn() {
        // Given
        String tagOfAWireTypeThatDoesNotExist = "\u000f";
        server.faults()
                .next(Kind.LIST, Fault.event(tagOfAWireTypeThatDoesNotExist).after(50));

        // When
        ListFailure failure = failureOfAList();

        // Then
        assertThat(failure.problem().reason()).isEqualTo(RestartReason.UNREADABLE);
        assertThat(failure.getMessage()).startsWith("the API server's list cannot be read as protobuf: ");
        assertThatTheNextListIsComplete();
        assertThat(accepted()).endsWith("application/json");
    }

    @Test
    void jsonThatIsRefusedTooIsAFailure() {
        // Given
        server.faults().next(Kind.LIST, 2, Fault.status(406, "nothing is acceptable"));

        // When
        ListFailure failure = failureOfAList();

        // Then
        assertThat(failure.problem().reason()).isEqualTo(RestartReason.REFUSED);
        assertThat(failure).hasMessage("nothing is acceptable");
    }

    @Test
    void itemsThatAreNullAreSkipped() {
        // Given
        server.faults()
                .next(
                        Kind.LIST,
                        Fault.answer(
                                "application/json",
                                ("{\"kind\":\"PodList\",\"metadata\":{\"resourceVersion\":\"5\"},\"items\":[null,"
                                                + "{\"metadata\":{\"name\":\"a\"}},null]}")
                                        .getBytes(StandardCharsets.UTF_8)));

        // When
        lister.list();

        // Then
        await().until(lister::hasEnded);
        assertThat(lister.version()).contains("5");
        assertThat(lister.names).containsExactly("a");
    }

    @Test
    void listThatTricklesInIsReceivedAllTheTime() {
        // Given
        server.faults()
                .next(Kind.LIST, Fault.trickle(20_000, Duration.ofMillis(1)).after(10));

        // When
        lister.list();

        // Then
        await().until(lister::hasEnded);
        assertThat(lister.names).hasSize(250);
        assertThat(lister.received.get()).isGreaterThan(10);
    }

    @Test
    void podWithoutANameIsHandedOverAsItIs() {
        // Given
        server.put("default", "bare", "{\"metadata\":{\"namespace\":\"default\"}}");
        server.put(running("default", "c", "uid-c"));

        // When
        lister.list();

        // Then
        await().until(lister::hasEnded);
        assertThat(lister.names).hasSize(252).contains("c");
    }
}
