package io.podwatcher.fission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterRequestTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/                     | /",
                "/a/b-c_d.e~f          | /a/b-c_d.e~f",
                "/a/                   | /a/",
                "/.a/..b/...           | /.a/..b/...",
                "/!$&'()*+,=:@         | /!$&'()*+,=:@",
                "/a?b=//../%zz#;       | /a",
                "/a?                   | /a",
                "/a%20b                | /a b",
                "/%61%62%e2%82%ac      | /ab€",
                "/%F0%9F%98%80         | /😀",
                "/%7B%22%5B%7d         | /{\"[}",
                "/fission/function     | /fission/function",
                "/x/fission-function/a | /x/fission-function/a"
            })
    void aCleanPathIsDecodedOnce(String uri, String decoded) throws BadTarget {
        // When
        RequestPath path = RouterRequest.parse("GET", "h", uri).path();

        // Then
        assertThat(path.decoded()).isEqualTo(decoded);
        assertThat(path.sent()).isEqualTo(uri.replaceAll("\\?.*", ""));
        assertThat(path.isEscaped()).isEqualTo(!path.sent().equals(decoded));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "?",
                "*",
                "http://h/a",
                "%2Fa",
                "//",
                "//a",
                "/a//b",
                "/a//",
                "/.",
                "/..",
                "/a/.",
                "/a/..",
                "/./a",
                "/../a",
                "/a/./b",
                "/a/../b",
                "/a;b",
                "/a#b",
                "/a\\b",
                "/a b",
                "/a\tb",
                "/a\0b",
                "/a\u007fb",
                "/aéb",
                "/a\u2028b",
                "/a<b",
                "/a>b",
                "/a\"b",
                "/a^b",
                "/a`b",
                "/a{b",
                "/a|b",
                "/a}b",
                "/a[b",
                "/a]b",
                "/a%2fb",
                "/a%2Fb",
                "/a%5cb",
                "/a%2eb",
                "/a%2E%2E/b",
                "/%2e%2e/a",
                "/a%25b",
                "/a%252fb",
                "/a%3bb",
                "/a%3fb",
                "/a%23b",
                "/a%00b",
                "/a%0ab",
                "/a%0D%0Ab",
                "/a%1fb",
                "/a%7fb",
                "/a%C2%85b",
                "/a%",
                "/a%2",
                "/a%2?f",
                "/a%zz",
                "/a%2g",
                "/a%+1",
                "/a%-1",
                "/a%٦١",
                "/a%80",
                "/a%C3",
                "/a%C3b%A9",
                "/a%C0%AFb",
                "/a%E0%80%AFb",
                "/a%ED%A0%80b",
                "/a%F4%90%80%80b",
                "/a%FFb",
                "/fission-function",
                "/fission-function/a",
                "/fission-functions",
                "/fission%2Dfunction/a",
                "/%66ission-function/a"
            })
    void aPathThatMayBeReadInAnotherWayIsRefused(String uri) {
        assertThatExceptionOfType(BadTarget.class).isThrownBy(() -> RouterRequest.parse("GET", "h", uri));
    }

    @Test
    void aPathIsNotLongerThanTheLimit() throws BadTarget {
        // Given
        String longest = "/" + "a".repeat(2047);

        // Then
        assertThat(RouterRequest.parse("GET", "h", longest + "?b").path().decoded())
                .isEqualTo(longest);
        assertThatExceptionOfType(BadTarget.class).isThrownBy(() -> RouterRequest.parse("GET", "h", longest + "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void theMethodsOfFunctionsAreKnown(String method) throws BadTarget {
        assertThat(RouterRequest.parse(method, "h", "/").method()).isEqualTo(method);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "get", "Get", "GET ", " GET", "CONNECT", "TRACE", "PROPFIND", "GET,POST", "POſT"})
    void anotherMethodIsRefused(String method) {
        assertThatExceptionOfType(BadTarget.class)
                .isThrownBy(() -> RouterRequest.parse(method, "h", "/"))
                .withMessageContaining("GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "h", "H.example.COM:8080", "shop_1.local.", "[::1]:80", "10.0.0.1"})
    void aHostMayBeEmptyOrHaveAPort(String host) throws BadTarget {
        assertThat(RouterRequest.parse("GET", host, "/").host()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a,b", "a/b", "a\nb", "a@b", "a%20", "{a}", "é", "*", "a;b", "a#"})
    void anotherHostIsRefused(String host) {
        assertThatExceptionOfType(BadTarget.class)
                .isThrownBy(() -> RouterRequest.parse("GET", host, "/"))
                .withMessageContaining("Host");
    }

    @Test
    void aHostIsNotEndless() {
        assertThatExceptionOfType(BadTarget.class).isThrownBy(() -> RouterRequest.parse("GET", "a".repeat(301), "/"));
    }

    /** For the person who set up the proxy. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a            | The path does not start with /",
                "/a//b        | The path contains //",
                "/a/../b      | The path contains a segment . or ..",
                "/a;b         | The path contains the character U+003B",
                "/a%2         | The path contains a % that is not followed by two hexadecimal digits",
                "/a%ff        | The path contains escapes that are not UTF-8",
                "/fission-function/a | Paths that start with /fission-function are internal to Fission"
            })
    void theMessageSaysWhatIsWrong(String uri, String message) {
        assertThatExceptionOfType(BadTarget.class)
                .isThrownBy(() -> RouterRequest.parse("GET", "h", uri))
                .withMessage(message);
    }
}
