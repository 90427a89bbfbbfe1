package io.podwatcher.http.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.podwatcher.model.Pod;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is not exactly one address is refused, and the connection goes on. The fake cache owns the addresses that
 * lenient parsers read out of these.
 */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadIpTest {

    private FakeCache cache;
    private Service service;
    private RawHttp client;

    @BeforeAll
    void deploy(Vertx vertx) {
        cache = new FakeCache(vertx).listen();
        Pod web = FakeCache.pod("default", "web", 0);
        for (String ip : new String[] {"10.0.0.1", "8.0.0.1", "10.0.0.10", "127.0.0.1", "0.0.0.10", "::1", "fe80::1"}) {
            cache.owns(ip, web);
        }
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
    @MethodSource("badAddresses")
    void whatIsNotExactlyOneAddressIsInvalid(String ip) {
        // When
        RawHttp.Response answer = client.get("/pod?ip=" + ip);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("invalid_ip");
        theConnectionGoesOn();
    }

    /** As they stand in the request line, one byte a character. */
    static String[] badAddresses() {
        return """
                010.0.0.1 10.00.0.1 10.0.0.01 10.0.0.001 012.0.0.1 0x0a.0.0.1 0xa.0x0.0x0.0x1 10.0.0.0x1 0x0a000001 a.0.0.1
                10 10.1 10.0.1 167772161 012 0 10.0.0 10.0.0. .10.0.0.1 10..0.1 10.0.0.1. 10.0.0.0.1 10,0,0,1 10-0-0-1
                256.0.0.1 10.0.0.256 10.0.0.999 10.0.0.4294967297 10.0.0.99999999999999999999 -1.0.0.1 10.0.0.-1
                +10.0.0.1 10.0.0.+1 10.0.0.%2B1 %2010.0.0.1 10.0.0.1%20 10.0.0.1+ 10.%200.0.1 %0910.0.0.1 10.0.0.1%09
                10.0.0.1%0A 10.0.0.1%0D%0A %00 10.0.0.1%00 %0010.0.0.1 10.0.0.1%00.example 10.0.0.1%25 10.0.0.1%2500 %ff
                [10.0.0.1] [::1] [fe80::1 fe80::1] %5B::1%5D [::1]:8080 10.0.0.1:8080 10.0.0.1:
                fe80::1%25eth0 fe80::1%251 ::1%25lo 10.0.0.1%25eth0 10.0.0.1/32 10.0.0.1/ 10.0.0.0/8 ::1/128 ::/0
                %D9%A1%D9%A0.0.0.1 %EF%BC%91%EF%BC%90.0.0.1 10%E3%80%820%E3%80%820%E3%80%821 10%EF%BC%8E0%EF%BC%8E0%EF%BC%8E1
                %EF%BC%9A%EF%BC%9A1 \u00b9\u00b0.0.0.1 10.0.0.1\u00a0 %C2%A010.0.0.1 %E2%80%8B10.0.0.1 10.0.0.%F0%9D%9F%8F
                1::2::3 ::1:: ::: 1::: :::1 :1 1: : :1::2 1:2:3:4:5:6:7 1:2:3:4:5:6:7: :1:2:3:4:5:6:7 1:2:3:4:5:6:7:8:
                :1:2:3:4:5:6:7:8 1:2:3:4:5:6:7:8:9 1:2:3:4::5:6:7:8 1:2:3:4:5:6:7:8:: 00001::1 ::00001 ::12345 ::g ::1x ::-1 ::+1
                ::0x1 ::1.2.3 ::1.2.3.4.5 ::ffff:1.2.3.256 ::ffff:010.0.0.1 ::ffff:10.0.0.1: ::1.2.3.4:5 1.2.3.4::
                ::ffff:10.1 1:2:3:4:5:6:7:1.2.3.4 10.0.0.1::ffff ::ffff:0x0a.0.0.1 ::.1.2.3.4 10.0.0.1,10.0.0.1 10.0.0.1%3B10.0.0.1
                localhost web web.default.svc null undefined true NaN 10.0.0.1.example.com http://10.0.0.1 {ip} $ip ' " < * %2e %3A%3A1%00
                10.0.0.1&ip=10.0.0.1 10.0.0.1&ip=10.0.0.2 10.0.0.1;ip=10.0.0.2 10.0.0.1&ip= 10.0.0.1&ip &ip=10.0.0.1 10.0.0.1&%69p=10.0.0.2
                """.strip().split("\\s+");
    }

    @ParameterizedTest
    @ValueSource(ints = {46, 100, 1000, 4000})
    void anOverlongAddressIsInvalid(int length) {
        // When
        RawHttp.Response answer = client.get("/pod?ip=" + "1".repeat(length));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("invalid_ip");
        theConnectionGoesOn();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/pod",
                "/pod?",
                "/pod?ip",
                "/pod?ip=",
                "/pod?ip=&",
                "/pod?&&",
                "/pod?=10.0.0.1",
                "/pod?address=10.0.0.1"
            })
    void anAbsentAddressIsMissing(String target) {
        // When
        RawHttp.Response answer = client.get(target);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("missing_ip");
        theConnectionGoesOn();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/pod?ip=%zz",
                "/pod?ip=%",
                "/pod?ip=10.0.0.1%",
                "/pod?ip=10.0.0.1%2",
                "/pod?ip=10.0.0.1&x=%g0",
                "/pod?%=1",
            })
    void aQueryThatCannotBeDecodedHasNoIp(String target) {
        // When
        RawHttp.Response answer = client.get(target);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("invalid_ip");
        theConnectionGoesOn();
    }

    @Test
    void noBadAddressReachesTheCache() {
        // Given
        int before = cache.lookups().size();

        // When
        for (String ip : badAddresses()) {
            client.get("/pod?ip=" + ip);
        }

        // Then
        assertThat(cache.lookups()).hasSize(before);
    }

    private void theConnectionGoesOn() {
        RawHttp.Response next = client.get("/pod?ip=10.0.0.1");
        assertThat(next.status()).isEqualTo(200);
        assertThat(next.json().getString("name")).isEqualTo("web");
    }
}
