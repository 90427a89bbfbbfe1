package io.podwatcher.http.events;

import static io.podwatcher.http.events.FollowedMap.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.HttpServerPolicy;
import io.podwatcher.model.Pod;
import io.podwatcher.tls.TestKeyPair;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.junit5.VertxExtension;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(VertxExtension.class)
class EventsEncodingTest {

    private static final Pod[] PODS = IntStream.range(0, 300)
            .mapToObj(i -> FollowedMap.large("pod-" + i, 3000, "10.0." + i / 250 + "." + i % 250))
            .toArray(Pod[]::new);

    @TempDir
    private Path folder;

    @Test
    void compressedEventsCanBeReadAsTheyCome(Vertx vertx) {
        // Given
        FollowedMap map = FollowedMap.start(vertx).synced(PODS);

        // When
        EventClient client = map.follow("", "Accept-Encoding", "br, gzip;q=0.5");
        EventClient other = map.follow("?namespace=default", "Accept-Encoding", "gzip");

        // Then
        assertThat(client.headers().firstValue("content-encoding")).contains("gzip");
        client.next("bookmark");
        other.next("bookmark");
        assertThat(client.copy()).isEqualTo(map.pods("")).hasSize(PODS.length);
        for (int i = 0; i < 20; i++) {
            map.put(pod("default", "new-" + i, "10.1.0." + i));
        }
        client.awaitCopy(map.pods(""));
        other.awaitCopy(map.pods(""));
        map.close();
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, true",
        "'deflate, GZIP', true",
        "gzip;q=0, false",
        "gzip; q=0.000, false",
        "identity, false",
        "gzipped, false"
    })
    void onlyAClientThatAcceptsGzipIsSentIt(String accepted, boolean compressed, Vertx vertx) {
        // Given
        FollowedMap map = FollowedMap.start(vertx).synced();

        // When
        EventClient client = map.follow("", "Accept-Encoding", accepted);

        // Then
        assertThat(client.headers().firstValue("content-encoding").isPresent()).isEqualTo(compressed);
        assertThat(client.next().name()).isEqualTo("snapshot");
        map.close();
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void eventsComeOverTlsInBothVersionsOfHttpAndReadersMayPause(HttpClient.Version version, Vertx vertx)
            throws Exception {
        // Given
        TestKeyPair keyPair = TestKeyPair.elliptic();
        KeyCertOptions options = keyPair.write(folder).load(vertx);
        FollowedMap map = FollowedMap.start(vertx, FollowedMap.LIMITS, http -> HttpServerPolicy.withTls(http, options))
                .synced(PODS);
        HttpClient http = HttpClient.newBuilder()
                .version(version)
                .sslContext(TestKeyPair.trusting(keyPair))
                .build();
        String url = "https://127.0.0.1:" + map.service.port() + "/events";

        // When
        EventClient client = map.follow(http, url);
        client.stall();
        map.put(FollowedMap.large("big", 3_000_000, "10.2.0.1"));
        map.delete("pod-7");
        client.readOn();

        // Then
        assertThat(client.version()).isEqualTo(version);
        client.nextThat(event -> event.name().equals("bookmark")
                && client.copy().containsValue("big")
                && !client.copy().containsValue("pod-7"));
        assertThat(client.copy()).containsValue("big").doesNotContainValue("pod-7");

        // When
        EventClient again = map.follow(http, url, "Last-Event-ID", client.lastId());

        // Then
        assertThat(again.next().name()).isEqualTo("bookmark");
        map.close();
    }
}
