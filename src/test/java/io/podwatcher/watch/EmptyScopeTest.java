package io.podwatcher.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.log.LogLines;
import io.podwatcher.watch.api.WatchScope;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmptyScopeTest {

    private static final String WARNING = "The API server has no pod for ";

    private final LogLines lines = new LogLines();

    @AfterEach
    void close() {
        lines.close();
    }

    private static EmptyScope scope(String namespace, String selector, String node) {
        return new EmptyScope(WatchScope.ofPods(given(namespace), given(selector), given(node)));
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }

    @Test
    void allSettingsAreNamedWithTheCommandThatShowsTheSamePods() {
        // When
        scope("shop", "app in (a,b)", "node-1").listed(0);

        // Then
        assertThat(lines.with(WARNING))
                .containsExactly("The API server has no pod for WATCH_NAMESPACE=shop, NODE_NAME=node-1,"
                        + " LABEL_SELECTOR=app in (a,b), so no IP has an owner. Compare with: kubectl get pods -n shop"
                        + " -l 'app in (a,b)' --field-selector spec.nodeName=node-1");
    }

    @Test
    void onlyWhatIsSetIsNamed() {
        // When
        scope("", "", "node-1").listed(0);

        // Then
        assertThat(lines.with(WARNING))
                .containsExactly("The API server has no pod for NODE_NAME=node-1, so no IP has an owner. Compare with:"
                        + " kubectl get pods -A --field-selector spec.nodeName=node-1");
    }

    @Test
    void itIsSaidAgainOnlyAfterThereWerePods() {
        // Given
        EmptyScope scope = scope("shop", "", "");

        // When // Then
        scope.listed(0);
        scope.listed(0);
        assertThat(lines.with(WARNING)).hasSize(1);
        scope.listed(3);
        scope.listed(0);
        assertThat(lines.with(WARNING)).hasSize(2);
    }

    @Test
    void aClusterWithoutPodsIsNoMistakeOfASetting() {
        // When
        scope("", "", "").listed(0);

        // Then
        assertThat(lines.with(WARNING)).isEmpty();
    }
}
