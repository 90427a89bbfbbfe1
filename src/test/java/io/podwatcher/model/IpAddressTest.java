package io.podwatcher.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.0.0.0",
        "10.42.0.5, 10.42.0.5",
        "255.255.255.255, 255.255.255.255",
        "1.20.100.9, 1.20.100.9",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "fd00::1, fd00::1",
        "fd00:0::1, fd00::1",
        "FD00::AbCd, fd00::abcd",
        "fd00:0:0:0:0:0:0:1, fd00::1",
        "fd00:0000:0000:0000:0000:0000:0000:0001, fd00::1",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "1:0:3:4:5:6:7:8, 1:0:3:4:5:6:7:8",
        "1:0:0:4:5:0:0:0, 1:0:0:4:5::",
        "1:0:0:4:5:0:0:8, 1::4:5:0:0:8",
        "0:0:0:1::, 0:0:0:1::",
        "::ffff:10.0.0.1, 10.0.0.1",
        "::FFFF:10.0.0.1, 10.0.0.1",
        "::ffff:0a00:0001, 10.0.0.1",
        "0:0:0:0:0:ffff:10.0.0.1, 10.0.0.1",
        "0:0::ffff:10.0.0.1, 10.0.0.1",
        "::10.0.0.1, ::a00:1",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
        "::1:ffff:10.0.0.1, ::1:ffff:a00:1",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
    })
    void readsEachSpellingAndWritesTheCanonicalOne(String text, String canonical) {
        assertThat(IpAddress.parse(text)).map(IpAddress::toString).contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                ".",
                ":",
                "...",
                ":::",
                "1",
                "10.1",
                "10.0.1",
                "10.0.0.1.",
                ".10.0.0.1",
                "10..0.1",
                "10.0.0.1.1",
                "256.0.0.1",
                "10.0.0.256",
                "10.0.0.999",
                "10.0.0.1000",
                "010.0.0.1",
                "10.00.0.1",
                "10.0.0.01",
                "00.0.0.0",
                "0x0a.0.0.1",
                "0xa000001",
                "167772161",
                "012.0.0.1",
                "10.0.0.1 ",
                " 10.0.0.1",
                "10.0 .0.1",
                "10.0.0.1\n",
                "\t10.0.0.1",
                "10.0.0.1\u0000",
                "10.0.0.1\u0000x",
                "+10.0.0.1",
                "-1.0.0.1",
                "10.0.0.-1",
                "10.0.0.1/32",
                "10.0.0.1:80",
                "1e1.0.0.1",
                "10,0,0,1",
                "10.0.0.a",
                "10.0.0.1%25",
                "\u0661\u0660.0.0.1",
                "1\uff0e2\uff0e3\uff0e4",
                "[::1]",
                "::1]",
                "[::1",
                "fe80::1%eth0",
                "fe80::1%1",
                "fe80::1%",
                ":1",
                "1:",
                "::1:",
                ":1::",
                "1::2::3",
                "1:::2",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "1:2:3:4::5:6:7:8",
                "12345::",
                "::12345",
                "g::",
                "::g",
                "::\uff11",
                "::\u0661",
                "::ffff:10.0.0",
                "::ffff:10.0.0.1.2",
                "::ffff:010.0.0.1",
                "::ffff:256.0.0.1",
                "::ffff:10.0.0.1:1",
                "10.0.0.1::",
                "10.0.0.1:1::",
                "1:2:3:4:5:6:7:1.2.3.4",
                "1:2:3:4:5:1.2.3.4",
                "::1.2.3",
                "::.1.2.3",
                "::1.2.3.4 ",
                "::0x1",
                "1::/64",
                "::1 ",
                " ::1",
                "localhost",
                "0000:0000:0000:0000:0000:0000:0000:00001",
                "0000:0000:0000:0000:0000:ffff:192.168.100.2281",
                "::%16",
                "::\u212a",
                "::\u017f"
            })
    void refusesWhatIsNotExactlyOneAddress(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @Test
    void readsTheLongestSpelling() {
        assertThat(IpAddress.parse("0000:0000:0000:0000:0000:ffff:192.168.100.228"))
                .map(IpAddress::toString)
                .contains("192.168.100.228");
    }

    @Test
    void agreesWithTheJdkOnRandomAddresses() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            // Given
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            for (int zeros = random.nextInt(bytes.length); zeros > 0; zeros--) {
                bytes[random.nextInt(bytes.length)] = 0;
            }
            InetAddress expected = InetAddress.getByAddress(bytes);

            // When
            IpAddress address = IpAddress.parse(expected.getHostAddress()).orElseThrow();

            // Then
            assertThat(bytesOf(address)).as("seed %d, %s", seed, expected).isEqualTo(sixteen(expected.getAddress()));
            assertThat(InetAddress.getByName(address.toString()))
                    .as("seed %d, %s", seed, expected)
                    .isEqualTo(expected);
            assertThat(IpAddress.parse(address.toString()))
                    .as("seed %d, %s", seed, expected)
                    .contains(address);
        }
    }

    @Test
    void tellsIpv4FromIpv6() {
        assertThat(parse("10.0.0.1").isIpv4()).isTrue();
        assertThat(parse("::ffff:10.0.0.1").isIpv4()).isTrue();
        assertThat(parse("::10.0.0.1").isIpv4()).isFalse();
        assertThat(parse("1::ffff:10.0.0.1").isIpv4()).isFalse();
        assertThat(parse("::1:ffff:10.0.0.1").isIpv4()).isFalse();
    }

    @Test
    void ordersAddressesAsUnsignedNumbers() {
        assertThat(parse("10.0.0.1")).isLessThan(parse("10.0.0.2")).isLessThan(parse("200.0.0.1"));
        assertThat(parse("ffff::")).isGreaterThan(parse("1::")).isGreaterThan(parse("1::ffff:ffff:ffff:ffff"));
        assertThat(parse("::8000:0:0:0")).isGreaterThan(parse("::7fff:0:0:0"));
        assertThat(parse("fd00:0::1")).isEqualByComparingTo(parse("fd00::1"));
    }

    private static IpAddress parse(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    private static byte[] bytesOf(IpAddress address) {
        return ByteBuffer.allocate(16)
                .putLong(address.high())
                .putLong(address.low())
                .array();
    }

    private static byte[] sixteen(byte[] address) {
        if (address.length == 16) {
            return address;
        }
        return ByteBuffer.allocate(16).putLong(0).putInt(0xffff).put(address).array();
    }
}
