package io.podwatcher.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @ParameterizedTest
    @CsvSource({
        "10.42.0.0/16, 10.42.0.0, true",
        "10.42.0.0/16, 10.42.255.255, true",
        "10.42.0.0/16, 10.43.0.0, false",
        "10.42.0.0/16, 10.41.255.255, false",
        "10.42.0.0/16, ::ffff:10.42.1.1, true",
        "10.42.0.0/16, ::10.42.1.1, false",
        "10.42.0.128/25, 10.42.0.128, true",
        "10.42.0.128/25, 10.42.0.127, false",
        "10.42.0.7/32, 10.42.0.7, true",
        "10.42.0.7/32, 10.42.0.6, false",
        "0.0.0.0/0, 255.1.2.3, true",
        "0.0.0.0/0, ::1, false",
        "::/0, fd00::1, true",
        "::/0, 10.0.0.1, false",
        "fd00:42::/56, fd00:42:0:ff::1, true",
        "fd00:42::/56, fd00:42:0:100::1, false",
        "fd00::/64, fd00::ffff:ffff:ffff:ffff, true",
        "fd00::/64, fd00:0:0:1::, false",
        "fd00::8000:0:0:0/65, fd00::8000:0:0:1, true",
        "fd00::8000:0:0:0/65, fd00::7fff:0:0:1, false",
        "fd00::7/128, fd00::7, true",
        "fd00::7/128, fd00::6, false",
        "::ffff:10.42.0.0/112, 10.42.3.4, true",
        "::ffff:10.42.0.0/112, 10.43.3.4, false"
    })
    void holdsTheAddressesOfItsFamilyInItsRange(String range, String address, boolean held) {
        assertThat(Cidr.parse(range).contains(IpAddress.parse(address).orElseThrow()))
                .isEqualTo(held);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "10.42.0.0",
                "/16",
                "10.42.0.0/",
                "10.42.0.0/33",
                "10.42.0.0/-1",
                "10.42.0.0/016",
                "10.42.0.0/1 6",
                "10.42.0.0/16/16",
                "10.42.0.0/a",
                "10.42/16",
                "fd00::/129",
                "fd00::/1000",
                "fd00::",
                "pods",
                "10.42.0.0 /16"
            })
    void refusesWhatIsNotARange(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cidr.parse(text)).withMessageContaining("'" + text + "'");
    }

    @Test
    void saysWhichRangeWasMeantByAnAddressInsideIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cidr.parse("10.42.3.0/16"))
                .withMessageContaining("10.42.0.0/16");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.42.0.0/16", "0.0.0.0/0", "fd00:42::/56", "::/0"})
    void isWrittenAsItWasRead(String text) {
        assertThat(Cidr.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0/0",
                "::/0",
                "0.0.0.0/1 128.0.0.0/1",
                "128.0.0.0/1 0.0.0.0/1 10.0.0.0/8",
                "0.0.0.0/2 64.0.0.0/2 128.0.0.0/2 192.0.0.0/2",
                "0.0.0.0/1 128.0.0.0/2 192.0.0.0/3 224.0.0.0/4 240.0.0.0/4",
                "::ffff:0.0.0.0/97 128.0.0.0/1",
                "::/1 8000::/1"
            })
    void rangesMayTogetherHoldEverything(String ranges) {
        assertThat(Cidr.coverEverything(parse(ranges))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0.0.0.0/1",
                "0.0.0.0/1 8000::/1",
                "0.0.0.0/1 128.0.0.0/2 192.0.0.0/3 224.0.0.0/4",
                "::/2 8000::/1",
                "10.0.0.0/8 11.0.0.0/8 172.16.0.0/12",
                "::/96 ::ffff:0:0/97"
            })
    void rangesThatLeaveAnythingOutDoNotHoldEverything(String ranges) {
        assertThat(Cidr.coverEverything(parse(ranges))).isFalse();
    }

    @Test
    void allAddressesInHalvesHoldEverythingAndWithoutOneOfThemDoNot() {
        // Given: 0.0.0.0/32 and all larger blocks behind it
        List<Cidr> ranges = new ArrayList<>(List.of(Cidr.parse("0.0.0.0/32")));
        for (int length = 32; length >= 1; length--) {
            ranges.add(new Cidr(IpAddress.ofIpv4(1 << 32 - length), 96 + length));
        }

        // Then
        assertThat(Cidr.coverEverything(ranges)).isTrue();
        for (Cidr left : ranges) {
            List<Cidr> others = new ArrayList<>(ranges);
            others.remove(left);
            assertThat(Cidr.coverEverything(others)).as("without %s", left).isFalse();
        }
    }

    private static List<Cidr> parse(String ranges) {
        return ranges.isEmpty()
                ? List.of()
                : Arrays.stream(ranges.split(" ")).map(Cidr::parse).toList();
    }
}
