package io.podwatcher.decisions;

import static io.podwatcher.decisions.Batches.allowed;
import static io.podwatcher.decisions.Batches.pod;
import static io.podwatcher.decisions.Batches.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.authorize.Denial;
import io.podwatcher.fission.HttpTrigger;
import io.podwatcher.fission.Routers;
import io.podwatcher.messages.decisions.CallTarget;
import io.podwatcher.model.Pod;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProposalsTest {

    private final DecisionTables tables = new DecisionTables();

    private static CallTarget.Query query(String text, String... selectors) {
        return new CallTarget.Query(text, List.of("shop"), List.of(selectors), Optional.of("2s"));
    }

    private static CallTarget function(String triggers) {
        return new CallTarget.Function(Routers.ordered(triggers).triggers().stream()
                .sorted(Comparator.comparing(HttpTrigger::name))
                .toList());
    }

    private void denied(Pod pod, CallTarget target, Denial denial) {
        tables.add(refused("10.42.0.1", Optional.of(pod), target, denial, 1, 1));
    }

    private List<Proposal> proposals(String triggers) {
        Set<HttpTrigger> known =
                triggers.isEmpty() ? Set.of() : Routers.ordered(triggers).triggers();
        return new Proposals(tables.pairs(), new KnownTriggers(known)).all();
    }

    private Optional<String> line(String triggers) {
        return proposals(triggers).stream().findFirst().flatMap(Proposal::line);
    }

    @Test
    void aLineNamesTheServiceAccountsThatCalled() {
        // Given
        CallTarget.Query target = query("namespace=shop&wait=2s");
        tables.add(allowed(pod("shop", "cart"), target, 1, 1));
        denied(pod("media", "player"), target, Denial.WRONG_NAMESPACE);
        denied(pod("media", "film"), target, Denial.WRONG_NAMESPACE);

        // When // Then
        assertThat(proposals("")).singleElement().satisfies(proposal -> {
            assertThat(proposal.line())
                    .contains("/authorize?namespace=media&namespace=shop&serviceAccount=media/film"
                            + "&serviceAccount=media/player&serviceAccount=shop/cart&wait=2s");
            assertThat(proposal.allows())
                    .extracting(Object::toString)
                    .containsExactly(
                            "serviceaccount:media/film", "serviceaccount:media/player", "serviceaccount:shop/cart");
        });
    }

    @ParameterizedTest
    @EnumSource(
            names = {"WRONG_NAMESPACE", "WRONG_SERVICE_ACCOUNT", "WRONG_LABELS"},
            mode = EnumSource.Mode.EXCLUDE)
    void aCallThatNoRuleDeniedTeachesNothing(Denial denial) {
        // When
        denied(pod("media", "player"), query("namespace=shop"), denial);
        denied(pod("media", "player"), function("shop/cart prefix=/c"), denial);

        // Then
        assertThat(proposals("shop/cart prefix=/c")).isEmpty();
    }

    @Test
    void selectorsAreKeptAsLongAsTheyMatchAllThatWasLearned() {
        // Given
        CallTarget.Query target = query("namespace=shop&labelSelector=x", "app in (a,b)", "!canary");
        tables.add(allowed(pod("shop", "cart"), target, 1, 1));

        // When // Then
        assertThat(line(""))
                .contains("/authorize?namespace=shop&serviceAccount=shop/cart"
                        + "&labelSelector=app%20in%20(a,b)&labelSelector=!canary&wait=2s");
        denied(pod("media", "player"), target, Denial.WRONG_NAMESPACE);
        assertThat(line("").orElseThrow()).doesNotContain("labelSelector");
    }

    @Test
    void aPodWithoutAServiceAccountTeachesNothing() {
        // When
        tables.add(allowed(pod("shop", ""), query("namespace=shop"), 1, 1));
        denied(pod("media", ""), function("shop/cart prefix=/c"), Denial.WRONG_NAMESPACE);

        // Then
        assertThat(proposals("shop/cart prefix=/c")).isEmpty();
    }

    @Test
    void anAnnotationKeepsWhatItHasAndAddsWhoWasDenied() {
        // Given
        denied(pod("media", "player"), function("shop/cart prefix=/c"), Denial.WRONG_NAMESPACE);
        denied(pod("media", "film"), function("shop/cart prefix=/c"), Denial.WRONG_NAMESPACE);
        denied(pod("ops", "cron"), function("shop/cart prefix=/c"), Denial.WRONG_NAMESPACE);

        // When // Then
        assertThat(line("shop/cart prefix=/c allow=namespace:ops"))
                .contains("kubectl -n shop annotate --overwrite httptrigger cart"
                        + " pod-watcher/allow=namespace:ops,serviceaccount:media/film,serviceaccount:media/player");
        assertThat(line("shop/cart prefix=/c allow=namespace:ops,namespace:media"))
                .isEmpty();
    }

    @Test
    void theTargetsOfATriggerShareItsAnnotation() {
        // Given
        denied(pod("media", "player"), function("shop/cart prefix=/c ; shop/till prefix=/t"), Denial.WRONG_NAMESPACE);
        denied(pod("media", "film"), function("shop/cart prefix=/c"), Denial.WRONG_NAMESPACE);

        // When
        List<String> lines = proposals("shop/cart prefix=/c ; shop/till prefix=/t").stream()
                .map(proposal -> proposal.line().orElseThrow())
                .toList();

        // Then
        assertThat(lines)
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .contains("httptrigger cart "
                                + "pod-watcher/allow=serviceaccount:media/film,serviceaccount:media/player"));
        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .contains("; ", "httptrigger till pod-watcher/allow=serviceaccount:media/player"));
    }

    @Test
    void aTriggerThatIsGoneNeedsNoLine() {
        // When
        denied(pod("media", "player"), function("shop/cart prefix=/c"), Denial.WRONG_NAMESPACE);

        // Then
        assertThat(proposals("shop/till prefix=/t")).isEmpty();
    }

    @Test
    void aCommandThatIsTooLongIsNotProposed() {
        // When
        for (int i = 0; i < 300; i++) {
            denied(pod("n" + i, "x".repeat(60)), function("shop/cart prefix=/c"), Denial.WRONG_NAMESPACE);
        }

        // Then
        assertThat(proposals("shop/cart prefix=/c")).singleElement().satisfies(proposal -> {
            assertThat(proposal.line()).isEmpty();
            assertThat(proposal.allows()).hasSize(300);
        });
    }
}
