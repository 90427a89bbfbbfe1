package io.podwatcher.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ChunksTest {

    @RepeatedTest(20)
    void theChunksAreWhatWasWritten() {
        // Given
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Chunks chunks = new Chunks();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();

        // When
        for (int i = 0; i < 20; i++) {
            byte[] bytes = new byte[random.nextInt(3) == 0 ? Chunks.CHUNK : random.nextInt(2 * Chunks.CHUNK)];
            random.nextBytes(bytes);
            chunks.write(bytes, 0, bytes.length);
            chunks.write(7);
            expected.writeBytes(bytes);
            expected.write(7);
        }

        // Then
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        chunks.all().forEach(joined::writeBytes);
        assertThat(joined.toByteArray()).as("seed " + seed).isEqualTo(expected.toByteArray());
        assertThat(chunks.all()).allSatisfy(chunk -> assertThat(chunk).hasSizeBetween(1, Chunks.CHUNK));
    }

    @Test
    void nothingIsOneEmptyChunk() {
        assertThat(new Chunks().all()).singleElement().isEqualTo(new byte[0]);
    }
}
