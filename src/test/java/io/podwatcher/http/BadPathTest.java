package io.podwatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong paths and methods get an error of the usual form, and the connection goes on. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadPathTest {

    private Service service;
    private RawHttp client;

    @BeforeAll
    void deploy(Vertx vertx) {
        new FakeCache(vertx).listen();
        service = Service.start(vertx);
    }

    @BeforeEach
    void connect() {
        client = service.connect();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nowhere",
                "/favicon.ico",
                "/pod/x",
                "/pod/10.0.0.1",
                "/POD",
                "/Pods",
                "/podx",
                "/pod;x=1",
                "/pod,",
                "/pod%00",
                "/pod%20",
                "/pod%2F",
                "/pod%3Fip=10.0.0.1",
                "/%2e%2e",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/../../etc/passwd",
                "/pod/../..",
                "/.",
                "/%ff",
                "/\u00ff\u00fe",
                "/%c0%ae%c0%ae",
                "//",
                "///x",
                "/\\pod",
                "/pod#x",
                "*",
                "pod",
                "http://pod-watcher",
                "http://",
                "http:///nowhere",
                "ftp://pod-watcher/nowhere",
                "pod-watcher:8080",
                "/health/x",
                "/ready/x",
                "/pods/x",
            })
    void anUnknownPathIsNotFound(String target) {
        // When
        RawHttp.Response answer = client.get(target);

        // Then
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.reason()).isEqualTo("unknown_path");
        theConnectionGoesOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/%", "/pod%", "/pod%2", "/pod%zz?ip=10.0.0.1", "?ip=10.0.0.1"})
    void aPathThatCannotBeReadIsABadRequest(String target) {
        // When
        RawHttp.Response answer = client.get(target);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("bad_request");
        theConnectionGoesOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"//pod", "/../pod", "/./pod", "/x/../pod", "/p%6fd", "/pod/", "/%2e%2e/pod"})
    void aPathThatMeansAKnownOneIsThatOne(String path) {
        // When
        RawHttp.Response answer = client.get(path);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("missing_ip");
        theConnectionGoesOn();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /pod", "PUT, /pod", "DELETE, /pod", "PATCH, /pod", "OPTIONS, /pod", "TRACE, /pod", "CONNECT, /pod",
        "BREW, /pod", "get, /pod", "PROPFIND, /pod", "POST, /pods", "DELETE, /pods", "POST, /health", "PUT, /ready",
        "POST, /pod?ip=10.0.0.1", "POST, /pod?ip=%zz", "X-Y_Z!, /pod",
    })
    void aWrongMethodIsNotAllowed(String method, String target) {
        // When
        RawHttp.Response answer = client.ask(method, target);

        // Then
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo("GET, HEAD");
        assertThat(answer.reason()).isEqualTo("method_not_allowed");
        theConnectionGoesOn();
    }

    @ParameterizedTest
    @CsvSource({"OPTIONS, *", "CONNECT, 127.0.0.1:80", "POST, /nowhere", "BREW, /nowhere", "DELETE, /"})
    void aWrongMethodOnAnUnknownPathIsNotFound(String method, String target) {
        // When
        RawHttp.Response answer = client.ask(method, target);

        // Then
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.reason()).isEqualTo("unknown_path");
        theConnectionGoesOn();
    }

    private void theConnectionGoesOn() {
        assertThat(client.get("/health").status()).isEqualTo(200);
    }
}
