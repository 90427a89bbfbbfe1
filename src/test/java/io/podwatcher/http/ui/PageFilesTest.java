package io.podwatcher.http.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class PageFilesTest {

    private final Page page = Page.read();
    private Service service;

    @BeforeEach
    void deploy(Vertx vertx) {
        new FakeCache(vertx).listen();
        service = Service.startWithPage(vertx, page);
    }

    @Test
    void thePageIsAnsweredUnderAStrictPolicy() {
        // When
        RawHttp.Response answer = service.get("/");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
        assertThat(answer.headers())
                .containsEntry("content-type", "text/html; charset=utf-8")
                .containsEntry("cache-control", "no-cache")
                .containsEntry(
                        "content-security-policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                                + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("referrer-policy", "no-referrer");
    }

    @Test
    void eachFileIsOnItsPathAndTheSameEachTime() {
        // Then
        assertThat(page.files().keySet()).allSatisfy(path -> {
            RawHttp.Response first = service.get(path);
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.body()).isNotEmpty();
            assertThat(service.get(path)).isEqualTo(first);
        });
    }

    @Test
    void noTwoFilesHaveOneTag() {
        // Then
        assertThat(page.files().keySet().stream().map(path -> service.get(path).header("etag")))
                .doesNotHaveDuplicates()
                .allMatch(tag -> tag.matches("\"[A-Za-z0-9_-]{16}\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TAG | 304",
                "W/TAG | 304",
                "\"other\", TAG | 304",
                "\"other\",W/TAG | 304",
                "* | 304",
                "\"other\" | 200",
                "other | 200",
                "W/ | 200",
                ", | 200",
            })
    void aBrowserThatHasAFileIsToldOnlyThat(String condition, int status) {
        // Given
        RawHttp.Response file = service.get("/ui/css/page.css");

        // When
        RawHttp.Response answer = ask("GET", "/ui/css/page.css", condition.replace("TAG", file.header("etag")));

        // Then
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(status == 304 ? "" : file.body());
        assertThat(answer.header("etag")).isEqualTo(file.header("etag"));
        assertThat(answer.header("cache-control")).isEqualTo("no-cache");
    }

    @Test
    void theHeadOfAFileHasNoBody() {
        // When
        try (RawHttp client = service.connect()) {
            RawHttp.Response head = client.ask("HEAD", "/");

            // Then
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("etag")).isEqualTo(service.get("/").header("etag"));
            assertThat(client.get("/health").status())
                    .as("the next answer on the connection")
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ui",
                "/ui/",
                "/ui/index.html",
                "/ui/css",
                "/ui/css/",
                "/index.html",
                "/page.css",
                "/ui/page.css",
                "/ui/pods/nothing.js",
                "/ui/css/page.cssx",
                "/ui/x/page.css",
                "/ui/css/x/page.css",
                "/ui/../version.txt",
                "/ui/css/../../version.txt",
                "/ui/..%2fversion.txt",
                "/ui/..%2f..%2fversion.txt",
                "/ui/Page.class",
                "/favicon.ico",
                "/nowhere"
            })
    void whatIsNoFileOfThePageIsUnknown(String path) {
        // When
        RawHttp.Response answer = service.get(path);

        // Then
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.reason()).isEqualTo("unknown_path");
        assertThat(answer.json().getString("error")).endsWith(", /");
    }

    @ParameterizedTest
    @CsvSource({"POST, /", "DELETE, /ui/css/page.css", "OPTIONS, /"})
    void aFileIsOnlyRead(String method, String path) {
        // When
        try (RawHttp client = service.connect()) {
            RawHttp.Response answer = client.ask(method, path);

            // Then
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.reason()).isEqualTo("method_not_allowed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"//", "/.", "/%2e", "/pod/..", "/?x=1"})
    void anUnusualSpellingOfThePageIsThePage(String target) {
        // Then
        assertThat(service.get(target)).isEqualTo(service.get("/"));
    }

    private RawHttp.Response ask(String method, String path, String ifNoneMatch) {
        try (RawHttp client = service.connect()) {
            return client.send(method + " " + path + " HTTP/1.1\r\nHost: pod-watcher\r\nIf-None-Match: " + ifNoneMatch
                            + "\r\n\r\n")
                    .read();
        }
    }
}
