package io.podwatcher.http.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.messages.history.IntervalsRequest.Cursor;
import io.podwatcher.model.IpAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalTokenTest {

    private static final Cursor CURSOR = new Cursor(
            Instant.parse("2026-11-23T14:00:00.123456Z"),
            IpAddress.parse("fd00::1").orElseThrow(),
            "7d0c5f1e-é");

    @Test
    void aTokenIsThePlaceItWasMadeOf() {
        assertThat(IntervalToken.read(IntervalToken.after(CURSOR))).contains(CURSOR);
    }

    @Test
    void aTokenCutShortIsRefusedUnlessItOnlyLacksTheEndOfTheUid() {
        // Given
        byte[] whole = Base64.getUrlDecoder().decode(IntervalToken.after(CURSOR));

        // Then
        for (int length = 0; length < 29; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThat(IntervalToken.read(
                            Base64.getUrlEncoder().withoutPadding().encodeToString(part)))
                    .as("%s bytes", length)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "x", "AQAAAAAAAAAAAAD__wpkAAQ", "äöü"})
    void anythingElseIsRefused(String token) {
        assertThat(IntervalToken.read(token)).isEmpty();
    }

    @RepeatedTest(5)
    void randomBytesAreRefusedOrAPlaceThatIsWrittenTheSame() {
        // Given
        long seed = new Random().nextLong();
        Random random = new Random(seed);

        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[20 + random.nextInt(30)];
            random.nextBytes(bytes);
            bytes[0] = 3;
            String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

            // Then
            assertThat(IntervalToken.read(token).map(IntervalToken::after).orElse(token))
                    .as("seed %s", seed)
                    .isEqualTo(token);
        }
    }
}
