package io.podwatcher.http.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.listing.PodOrder.Field;
import io.podwatcher.http.listing.PodOrder.SortCursor;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SortedTokenTest {

    private static final PodOrder BY_NAME = new PodOrder(Field.NAME, false);

    @ParameterizedTest
    @EnumSource(Field.class)
    void aTokenContinuesInItsOwnOrderAndInNoOther(Field field) {
        for (boolean descending : new boolean[] {false, true}) {
            // Given
            PodOrder order = new PodOrder(field, descending);
            SortCursor cursor =
                    new SortCursor(field == Field.IP ? "" : "w\u00e9b-1.example", FakeCache.ip("fd00:42::7"));

            // When
            String token = SortedToken.after(order, cursor);

            // Then
            assertThat(token).matches("[A-Za-z0-9_-]+");
            assertThat(SortedToken.read(order, token)).contains(cursor);
            assertThat(SortedToken.read(new PodOrder(field, !descending), token))
                    .isEmpty();
            for (Field other : Field.values()) {
                assertThat(SortedToken.read(new PodOrder(other, descending), token)
                                .isPresent())
                        .isEqualTo(other == field);
            }
            assertThat(ContinueToken.read(token)).isEmpty();
        }
    }

    @Test
    void aPodThatIsNotScheduledHasAPlaceToo() {
        // Given
        PodOrder order = new PodOrder(Field.NODE, true);
        SortCursor cursor = new SortCursor("", FakeCache.ip("10.0.0.1"));

        // Then
        assertThat(SortedToken.read(order, SortedToken.after(order, cursor))).contains(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "****", "AgIA", "\u00e9"})
    void whatIsNoTokenIsNone(String text) {
        assertThat(SortedToken.read(BY_NAME, text)).isEmpty();
    }

    @Test
    void theTokenOfTheMapsOwnOrderIsNone() {
        assertThat(SortedToken.read(BY_NAME, ContinueToken.after(FakeCache.ip("10.0.0.1"))))
                .isEmpty();
    }

    @Test
    void aTokenByIpHasNoValue() {
        // Given
        byte[] byIp = new byte[20];
        byIp[0] = 2;

        // Then
        assertThat(SortedToken.read(
                        new PodOrder(Field.IP, false), Base64.getUrlEncoder().encodeToString(byIp)))
                .isEmpty();
    }
}
