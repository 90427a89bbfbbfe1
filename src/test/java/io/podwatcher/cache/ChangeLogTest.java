package io.podwatcher.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.model.IpAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeLogTest {

    private static final int ALL = Integer.MAX_VALUE;

    private final ChangeLog log = new ChangeLog();

    @Test
    void nothingIsRememberedBeforeSomebodyReads() {
        // When
        log.add(ip(1));

        // Then
        assertThat(log.newest()).isZero();
    }

    @Test
    void whatHasChangedBehindAPositionIsReadInOrder() {
        // Given
        log.start();
        add(1, 2, 3, 4);

        // When
        Map<IpAddress, Long> changes = log.read(1, 3, ALL);

        // Then
        assertThat(List.copyOf(changes.entrySet())).containsExactly(Map.entry(ip(2), 2L), Map.entry(ip(3), 3L));
    }

    @Test
    void anIpThatChangesAgainIsReadOnceAtItsLastChange() {
        // Given
        log.start();
        add(1, 2, 1, 3, 1, 2);

        // When
        Map<IpAddress, Long> changes = log.read(0, 6, ALL);

        // Then
        assertThat(List.copyOf(changes.entrySet()))
                .containsExactly(Map.entry(ip(3), 4L), Map.entry(ip(1), 5L), Map.entry(ip(2), 6L));
    }

    @Test
    void noMoreAddressesAreReadThanAsked() {
        // Given
        log.start();
        add(1, 1, 1, 2, 3);

        // When
        Map<IpAddress, Long> changes = log.read(0, 5, 2);

        // Then
        assertThat(List.copyOf(changes.entrySet())).containsExactly(Map.entry(ip(1), 3L), Map.entry(ip(2), 4L));
    }

    @Test
    void theOldestAreForgottenWhenTheRingIsFull() {
        // Given
        log.start();
        for (int i = 0; i < ChangeLog.MAX_KEPT; i++) {
            add(i);
        }
        assertThat(log.reachesBackTo(0)).isTrue();

        // When
        add(-1, -2, -3);

        // Then
        assertThat(log.reachesBackTo(2)).isFalse();
        assertThat(log.reachesBackTo(3)).isTrue();
        assertThat(log.oldest()).isEqualTo(3);
        assertThat(log.reachesBackTo(ChangeLog.MAX_KEPT + 3)).isTrue();
        assertThat(log.reachesBackTo(ChangeLog.MAX_KEPT + 4)).isFalse();
        List<IpAddress> kept = List.copyOf(log.read(3, log.newest(), ALL).keySet());
        assertThat(kept).hasSize(ChangeLog.MAX_KEPT).startsWith(ip(3), ip(4)).endsWith(ip(-1), ip(-2), ip(-3));
    }

    @Test
    void bothHalvesOfAnAddressAreKeptAcrossGrowthAndWrapping() {
        // Given
        log.start();
        for (int i = 0; i < 3 * ChangeLog.MAX_KEPT + 5; i++) {
            log.add(new IpAddress(i, ~i));
        }

        // When
        Map<IpAddress, Long> changes = log.read(log.oldest(), log.newest(), ALL);

        // Then
        assertThat(changes).hasSize(ChangeLog.MAX_KEPT);
        changes.forEach((ip, position) -> {
            assertThat(ip.high()).isEqualTo(position - 1);
            assertThat(ip.low()).isEqualTo(~ip.high());
        });
    }

    private void add(int... numbers) {
        for (int number : numbers) {
            log.add(ip(number));
        }
    }

    private static IpAddress ip(int number) {
        return new IpAddress(0, number);
    }
}
