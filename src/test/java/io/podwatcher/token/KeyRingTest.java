package io.podwatcher.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeyRingTest {

    private static final SigningKey OLD = key();
    private static final SigningKey NEW = key();

    private long now = -5;

    @Test
    void theFirstOfTheFileSignsFromTheStartAndAllArePublished() {
        // When
        KeyRing ring = new KeyRing(List.of(OLD, NEW), now);

        // Then
        assertThat(ring.signing()).isSameAs(OLD);
        assertThat(published(ring)).containsExactly(OLD.id(), NEW.id());
        assertThat(ring.size()).isEqualTo(2);
    }

    @Test
    void aKeyThatReplacesAnotherSignsWhenEverybodyCanKnowIt() {
        // Given
        KeyRing ring = new KeyRing(List.of(OLD), now);

        // When
        ring.replace(List.of(NEW), now);

        // Then
        after(KeyRing.ANNOUNCED.minusSeconds(1), ring);
        assertThat(ring.signing()).isSameAs(OLD);
        assertThat(published(ring)).containsExactlyInAnyOrder(OLD.id(), NEW.id());
        after(Duration.ofSeconds(1), ring);
        assertThat(ring.signing()).isSameAs(NEW);
    }

    @Test
    void theOldOneStaysPublishedLongAfterItHasSignedLast() {
        // Given
        KeyRing ring = new KeyRing(List.of(OLD), now);
        ring.replace(List.of(NEW), now);
        for (int i = 0; i < KeyRing.ANNOUNCED.toSeconds(); i++) {
            after(Duration.ofSeconds(1), ring);
        }
        assertThat(ring.signing()).isSameAs(NEW);

        // When // Then
        after(KeyRing.KEPT.minusSeconds(1), ring);
        assertThat(published(ring)).contains(OLD.id());
        after(Duration.ofSeconds(3), ring);
        assertThat(published(ring)).containsExactly(NEW.id());
    }

    @Test
    void aKeyThatWasPublishedBeforeSignsAtOnce() {
        // Given
        KeyRing ring = new KeyRing(List.of(OLD), now);
        ring.replace(List.of(OLD, NEW), now);
        after(KeyRing.ANNOUNCED, ring);
        assertThat(ring.signing()).isSameAs(OLD);

        // When
        ring.replace(List.of(NEW, OLD), now);

        // Then
        assertThat(ring.signing()).isSameAs(NEW);
    }

    @Test
    void theOldKeySignsOnIfItComesBack() {
        // Given
        KeyRing ring = new KeyRing(List.of(OLD), now);
        ring.replace(List.of(NEW), now);
        after(KeyRing.ANNOUNCED.multipliedBy(2), ring);

        // When
        ring.replace(List.of(OLD), now);

        // Then
        assertThat(ring.signing()).isSameAs(OLD);
    }

    private void after(Duration duration, KeyRing ring) {
        now += duration.toNanos();
        ring.update(now);
    }

    private static Stream<String> published(KeyRing ring) {
        try {
            return JWKSet.parse(ring.jwks()).getKeys().stream().map(JWK::getKeyID);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SigningKey key() {
        try {
            return PemKeys.parse("a test", TestKey.create().pem()).get(0);
        } catch (InvalidTokenKey e) {
            throw new IllegalStateException(e);
        }
    }
}
