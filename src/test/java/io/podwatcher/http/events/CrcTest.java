package io.podwatcher.http.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CrcTest {

    @Test
    void theCrcOfPartsIsThatOfTheWhole() {
        // Given
        long seed = Long.getLong("crc.seed", System.nanoTime());
        System.out.println("CrcTest: repeat with -Dcrc.seed=" + seed);
        Random random = new Random(seed);

        for (int i = 0; i < 200; i++) {
            byte[] whole = new byte[random.nextInt(70_000)];
            random.nextBytes(whole);
            int cut = random.nextInt(whole.length + 1);
            byte[] end = Arrays.copyOfRange(whole, cut, whole.length);

            // When
            int first = Crc.of(Arrays.copyOf(whole, cut));
            int joined = Crc.multiply(first, Crc.followedBy(end.length)) ^ Crc.of(end);

            // Then
            assertThat(joined).as("seed %d", seed).isEqualTo(Crc.of(whole));
        }
    }
}
