package io.podwatcher.http.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.WithFakeCache;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** A verticle that knows one pod, 127.0.0.2 of namespace shop, asked from addresses of this machine. */
public abstract class AskingToAuthorize extends WithFakeCache {

    private static final List<String> SOURCE_HEADERS = List.of(
            "x-source-namespace",
            "x-source-pod",
            "x-source-type",
            "x-source-uid",
            "x-source-service-account",
            "x-source-token");

    @BeforeEach
    protected void addCaller() {
        cache.owns("127.0.0.2", FakeCache.pod("shop", "cart", "till", "{\"app\":\"cart\"}"));
    }

    protected RawHttp.Response ask(String from, String method, String target) {
        return ask(from, RawHttp.request(method, target));
    }

    protected RawHttp.Response ask(String from, String request) {
        try (RawHttp client = RawHttp.from(from, service.port())) {
            return client.send(request).read();
        }
    }

    protected static String forwarded(String target, String addresses) {
        return "GET " + target + " HTTP/1.1\r\nHost: pod-watcher\r\nX-Forwarded-For: " + addresses + "\r\n\r\n";
    }

    protected static void assertDenied(RawHttp.Response answer, String reason) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("x-auth-reason")).isEqualTo(reason);
        assertThat(answer.reason()).isEqualTo(reason);
        assertThat(answer.headers()).containsKeys(SOURCE_HEADERS.toArray(String[]::new));
    }

    protected static void assertNobodyKnown(RawHttp.Response answer, String reason) {
        assertDenied(answer, reason);
        assertThat(SOURCE_HEADERS)
                .allSatisfy(header -> assertThat(answer.header(header)).isEmpty());
    }
}
