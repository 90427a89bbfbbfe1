package io.podwatcher.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
}
