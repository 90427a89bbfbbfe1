package io.podwatcher.http.events.gzip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChecksumTest {

    @Test
    void theCrcOfPartsIsThatOfTheWhole() {
        // Given
        long seed = Long.getLong("crc.seed", System.nanoTime());
        System.out.println("ChecksumTest: repeat with -Dcrc.seed=" + seed);
        Random random = new Random(seed);

        for (int i = 0; i < 200; i++) {
            byte[] whole = new byte[random.nextInt(70_000)];
            random.nextBytes(whole);
            int cut = random.nextInt(whole.length + 1);
            byte[] end = Arrays.copyOfRange(whole, cut, whole.length);

            // When
            Checksum first = Checksum.of(Arrays.copyOf(whole, cut));
            Checksum joined = first.then(Checksum.of(end));

            // Then
            assertThat(joined).as("seed %d", seed).isEqualTo(Checksum.of(whole));
        }
    }
}
