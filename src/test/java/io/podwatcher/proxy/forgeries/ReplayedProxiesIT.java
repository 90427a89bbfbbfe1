package io.podwatcher.proxy.forgeries;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.RawHttp;
import io.podwatcher.proxy.Callers;
import io.podwatcher.proxy.Gateway;
import io.podwatcher.proxy.Snippet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Traefik and Envoy send to pod-watcher with their documented configurations, written by hand after their source
 * code: the proxies themselves are not run here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayedProxiesIT {

    private Gateway gateway;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        gateway = new Gateway(folder, "TRUSTED_PROXIES=127.0.0.1").awaitReady();
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
    }

    /** The targets of valid requests. */
    static Stream<String> targets() {
        return ForgedRequests.all()
                .filter(forgery -> forgery.kind() == Forgery.Kind.SOUND)
                .map(Forgery::target)
                .distinct();
    }

    /** What clients write into X-Forwarded-For before Envoy appends their address. */
    static Stream<String> claims() {
        return Stream.of(
                "127.0.0.2",
                "127.0.0.2,127.0.0.1",
                "127.0.0.2, 127.0.0.2, 127.0.0.1, 127.0.0.1",
                "::ffff:127.0.0.2",
                "203.0.113.9,127.0.0.2");
    }

    @ParameterizedTest
    @MethodSource("targets")
    void traefikIsAnsweredByItsOwnWordWhateverItsClientAsksFor(String target) throws IOException {
        assertThat(ask(traefik(target, Callers.CART)).status()).isEqualTo(200);
        assertDenied(ask(traefik(target, Callers.PLAYER)), "wrong_namespace");
        assertDenied(ask(traefik(target, Callers.NOBODY)), "not_found");
    }

    @ParameterizedTest
    @MethodSource("targets")
    void envoyIsAnsweredByItsOwnQuestionWhateverItsClientAsksFor(String target) throws IOException {
        assertThat(ask(envoy("GET", target, Callers.CART)).status()).isEqualTo(200);
        assertThat(ask(envoy("POST", target, Callers.CART)).status()).isEqualTo(200);
        assertDenied(ask(envoy("GET", target, Callers.PLAYER)), "wrong_namespace");
        assertDenied(ask(envoy("DELETE", target, Callers.NOBODY)), "not_found");
    }

    @ParameterizedTest
    @MethodSource("claims")
    void envoyIsBelievedOnWhatItAppends(String claim) throws IOException {
        assertThat(ask(envoy("GET", "/a", claim + "," + Callers.CART)).status()).isEqualTo(200);
        assertDenied(ask(envoy("GET", "/a", claim + "," + Callers.PLAYER)), "wrong_namespace");
        assertDenied(ask(envoy("GET", "/a", claim + "," + Callers.NOBODY)), "not_found");
    }

    private static String traefik(String target, String forwardedFor) throws IOException {
        String question = documented("traefik.yaml", "address: http://pod-watcher\\.pod-watcher:8080(/\\S+)");
        return "GET " + question
                + " HTTP/1.1\r\nHost: pod-watcher.pod-watcher:8080\r\nUser-Agent: Go-http-client/1.1\r\n"
                + "Accept: */*\r\nX-Forwarded-For: " + forwardedFor + "\r\nX-Forwarded-Host: upstream\r\n"
                + "X-Forwarded-Method: POST\r\nX-Forwarded-Port: 80\r\nX-Forwarded-Proto: http\r\nX-Forwarded-Uri: "
                + target
                + "\r\nAccept-Encoding: gzip\r\n\r\n";
    }

    private static String envoy(String method, String target, String forwardedFor) throws IOException {
        String question = documented("envoy.yaml", "path_prefix: (\\S+)") + target;
        return method + " " + question
                + " HTTP/1.1\r\nhost: upstream\r\ncontent-length: 0\r\nauthorization: Bearer a\r\n"
                + "x-forwarded-for: " + forwardedFor + "\r\nx-envoy-internal: true\r\n"
                + "x-envoy-expected-rq-timeout-ms: 1000\r\n\r\n";
    }

    private static String documented(String file, String pattern) throws IOException {
        Matcher matcher =
                Pattern.compile(pattern).matcher(Snippet.documented(file).text());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private RawHttp.Response ask(String request) {
        try (RawHttp client = RawHttp.from("127.0.0.1", gateway.service.port())) {
            return client.send(request).read();
        }
    }

    private static void assertDenied(RawHttp.Response answer, String reason) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("x-auth-reason")).isEqualTo(reason);
    }
}
