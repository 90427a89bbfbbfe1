package io.podwatcher.apiserver.client;

import static io.podwatcher.apiserver.pods.ApiPod.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.Fault;
import io.podwatcher.apiserver.Kind;
import io.podwatcher.apiserver.ServerSettings;
import io.podwatcher.apiserver.pods.BulkPod;
import io.podwatcher.apiserver.wire.Transport;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client sees on its socket of each fault of a watch. */
class WatchFaultsTest extends WithTwoPods {

    @ParameterizedTest
    @CsvSource({
        "WEB_SOCKET, <close 1000>, <close 1011>, <close>",
        "CHUNKS, <last chunk>, <last chunk>, <last chunk>",
    })
    void aWatchEndsWithAGoodbye(Transport transport, String plain, String withCode, String withoutCode)
            throws IOException {
        // Given
        server.faults().next(Kind.WATCH, Fault.end());
        server.faults().next(Kind.WATCH, Fault.end(1011));
        server.faults().next(Kind.WATCH, Fault.endWithoutCode());

        // When // Then
        assertThat(watch(transport)).isEqualTo(plain);
        assertThat(watch(transport)).isEqualTo(withCode);
        assertThat(watch(transport)).isEqualTo(withoutCode);
    }

    private String watch(Transport transport) throws IOException {
        try (RawClient client = transport.open(server)) {
            return client.rest();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWatchEndsWithoutAGoodbyeOrInTheMiddleOfAnEvent(Transport transport) throws IOException {
        // Given
        server.faults().next(Kind.WATCH, Fault.drop());
        server.faults().next(Kind.WATCH, Fault.reset());
        server.faults().next(Kind.WATCH, Fault.breakOff());

        // When // Then
        assertThat(watch(transport)).isEqualTo("<EOF>");
        assertThat(watch(transport)).isEqualTo("<reset>");
        assertThat(watch(transport)).startsWith("{\"type\":\"MODIFIED\"").endsWith("<EOF>");
    }

    @ParameterizedTest
    @EnumSource
    void aWatchEndsAfterSomeEvents(Transport transport) throws IOException {
        // Given
        server.faults().next(Kind.WATCH, Fault.end().after(2));
        try (RawClient client = transport.open(server)) {

            // When
            server.put(running("default", "c", "uid-c"));
            server.delete("default", "a");
            server.delete("default", "b");

            // Then
            assertThat(client.event()).contains("ADDED", "uid-c");
            assertThat(client.event()).contains("DELETED", "uid-a");
            assertThat(client.event()).startsWith("<");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEventIsNoneThatAClientKnows(Transport transport) throws IOException {
        // Given
        server.faults().next(Kind.WATCH, Fault.unknownEventType());
        server.faults().next(Kind.WATCH, Fault.invalidJson());
        try (RawClient unknown = transport.open(server);
                RawClient invalid = transport.open(server)) {

            // When
            server.delete("default", "a");

            // Then
            assertThat(unknown.event()).contains("\"type\":\"SYNCHRONIZED\"");
            assertThat(unknown.event()).contains("DELETED", "uid-a");
            assertThat(invalid.event()).contains("<html>");
            assertThat(invalid.event()).contains("DELETED", "uid-a");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWatchFromBeforeACompactionIsGone(Transport transport) throws IOException {
        // Given
        server.advance();
        server.compact();
        String path = PODS + "?watch=true&resourceVersion=1001";

        // When
        try (RawClient client = transport.open(server, path)) {

            // Then
            assertThat(client.event())
                    .isEqualTo(
                            "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},"
                                    + "\"status\":\"Failure\",\"message\":\"too old resource version: 1001 (1003)\","
                                    + "\"reason\":\"Expired\",\"code\":410}}");
            assertThat(client.event()).startsWith("<");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anErrorEventEndsAWatch(Transport transport) throws IOException {
        // Given
        server.faults().next(Kind.WATCH, Fault.error(500, "etcd is down"));

        // When
        try (RawClient client = transport.open(server)) {

            // Then
            assertThat(client.event())
                    .isEqualTo(
                            "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},"
                                    + "\"status\":\"Failure\",\"message\":\"etcd is down\","
                                    + "\"reason\":\"InternalError\",\"code\":500}}");
            assertThat(client.event()).startsWith("<");
        }
    }

    @ParameterizedTest
    @EnumSource
    void openWatchesAreStruckNow(Transport transport) throws IOException {
        // Given
        try (RawClient client = transport.open(server)) {
            await().until(() -> server.openWatches() == 1);

            // When
            server.strikeOpenWatches(Fault.reset());

            // Then
            assertThat(client.rest()).isEqualTo("<reset>");
            await().until(() -> server.openWatches() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHalfOpenConnectionIsThereAndSilent(Transport transport) throws IOException {
        // Given
        try (RawClient client = transport.open(server)) {
            await().until(() -> server.openWatches() == 1);
            server.strikeOpenWatches(Fault.halfOpen());

            // When
            server.delete("default", "a");
            client.ping();

            // Then
            assertThat(client.hearsNothing()).isTrue();
            assertThat(server.openWatches()).isEqualTo(1);

            // When // Then
            server.stop();
            assertThat(client.rest()).startsWith("<");
        }
    }

    @Test
    void aStalledWatchAnswersPingsAndSendsNothing() throws IOException {
        // Given
        try (RawClient client = Transport.WEB_SOCKET.open(server)) {
            await().until(() -> server.openWatches() == 1);
            server.strikeOpenWatches(Fault.stall());

            // When
            server.delete("default", "a");
            server.bookmark();
            client.ping();

            // Then
            assertThat(client.event()).isEqualTo("<pong>");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWatcherThatDoesNotReadIsCut(Transport transport) throws IOException {
        // Given
        try (ApiServer impatient = new ApiServer(ServerSettings.DEFAULT.withLagLimit(10)).start();
                RawClient client = transport.open(impatient)) {
            await().until(() -> impatient.openWatches() == 1);

            // When
            impatient.fill(3000);
            await().until(() -> impatient.slowWatchersCut() == 1);

            // Then
            assertThat(client.rest())
                    .contains("10.128.0.0")
                    .doesNotContain(BulkPod.ip(2999))
                    .endsWith(">");
            await().until(() -> impatient.openWatches() == 0);
        }
    }
}
