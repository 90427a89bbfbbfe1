package io.podwatcher.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.podwatcher.model.Pod;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {

    private static final Optional<Denial> ALLOWED = Optional.empty();

    @Test
    void aPodOfTheNamespaceMayCall() {
        assertThat(namespaces("shop").denial(pod("shop", "default"))).isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop-2", "sho", "SHOP", "shop ", "", "*"})
    void aPodOfAnyOtherNamespaceMayNot(String other) {
        assertThat(namespaces("shop").denial(pod(other, "default"))).contains(Denial.WRONG_NAMESPACE);
    }

    @Test
    void oneOfSeveralNamespacesIsEnough() {
        // Given
        Rule rule = namespaces("shop", "fission");

        // Then
        assertThat(rule.denial(pod("shop", "default"))).isEqualTo(ALLOWED);
        assertThat(rule.denial(pod("fission", "default"))).isEqualTo(ALLOWED);
        assertThat(rule.denial(pod("media", "default"))).contains(Denial.WRONG_NAMESPACE);
    }

    @ParameterizedTest
    @CsvSource({
        "builder, shop, builder, true",
        "builder, fission, builder, true",
        "builder, shop, default, false",
        "shop/builder, shop, builder, true",
        "shop/builder, fission, builder, false",
        "builder, shop, '', false",
        "Builder, shop, builder, false"
    })
    void aServiceAccountNarrowsTheNamespaces(String asked, String namespace, String account, boolean allowed) {
        // Given
        Rule rule = Rule.parse(List.of("shop", "fission"), List.of(asked), List.of());

        // Then
        assertThat(rule.denial(pod(namespace, account)))
                .isEqualTo(allowed ? ALLOWED : Optional.of(Denial.WRONG_SERVICE_ACCOUNT));
    }

    @Test
    void aServiceAccountNeverWidensTheNamespaces() {
        // Given
        Rule rule = Rule.parse(List.of("shop"), List.of("fission/builder"), List.of());

        // Then
        assertThat(rule.denial(pod("fission", "builder"))).contains(Denial.WRONG_NAMESPACE);
    }

    @Test
    void oneOfSeveralServiceAccountsIsEnough() {
        // Given
        Rule rule = Rule.parse(List.of("shop"), List.of("cart", "shop/till"), List.of());

        // Then
        assertThat(rule.denial(pod("shop", "till"))).isEqualTo(ALLOWED);
        assertThat(rule.denial(pod("shop", "cart"))).isEqualTo(ALLOWED);
        assertThat(rule.denial(pod("shop", "default"))).contains(Denial.WRONG_SERVICE_ACCOUNT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app=web        | true",
                "app=api        | false",
                "!canary        | true",
                "app in (web,x) | true",
                "app!=web       | false",
                "tier           | false"
            })
    void labelsNarrowTheNamespaces(String selector, boolean allowed) {
        // Given
        Rule rule = Rule.parse(List.of("shop"), List.of(), List.of(selector));

        // Then
        assertThat(rule.denial(pod("shop", "default"))).isEqualTo(allowed ? ALLOWED : Optional.of(Denial.WRONG_LABELS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"!canary", "canary notin (true)", "canary!=true", "app=web", "canary"})
    void noLabelOfACallerWhoseLabelsAreNotAllKnownLetsItIn(String selector) {
        // Given
        Rule rule = Rule.parse(List.of("shop"), List.of(), List.of(selector));
        Pod caller = withJson("{\"truncated\":[\"labels\"],\"labels\":{\"app\":\"web\"}}", "shop", "default");

        // Then
        assertThat(rule.denial(caller)).contains(Denial.LABELS_TRUNCATED);
        assertThat(namespaces("shop").denial(caller)).isEqualTo(ALLOWED);
    }

    @Test
    void allOfSeveralSelectorsMustHold() {
        // Given
        Rule rule = Rule.parse(List.of("shop"), List.of(), List.of("app=web", "tier"));

        // Then
        assertThat(rule.denial(pod("shop", "default"))).contains(Denial.WRONG_LABELS);
    }

    @Test
    void aRuleWithoutNamespaceIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rule.parse(List.of(), List.of("shop/default"), List.of()))
                .withMessageContaining("namespace");
    }

    @ParameterizedTest
    @CsvSource({
        "'', default, app=web, namespace",
        "shop, '', app=web, serviceAccount",
        "shop, shop/, app=web, serviceAccount",
        "shop, /default, app=web, serviceAccount",
        "shop, a/b/c, app=web, serviceAccount",
        "shop, default, '', labelSelector",
        "shop, default, ' ', labelSelector",
        "shop, default, app=(, labelSelector"
    })
    void anEmptyOrMalformedConditionIsNeverAMissingOne(
            String namespace, String account, String selector, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rule.parse(List.of(namespace), List.of(account), List.of(selector)))
                .withMessageContaining(named);
    }

    @Test
    void oneEmptyNamespaceAmongOthersIsAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rule.parse(List.of("shop", ""), List.of(), List.of()))
                .withMessageContaining("namespace");
    }

    private static Rule namespaces(String... namespaces) {
        return Rule.parse(List.of(namespaces), List.of(), List.of());
    }

    private static Pod pod(String namespace, String serviceAccount) {
        return withJson("{\"labels\":{\"app\":\"web\"}}", namespace, serviceAccount);
    }

    private static Pod withJson(String text, String namespace, String serviceAccount) {
        byte[] json = text.getBytes(StandardCharsets.UTF_8);
        return new Pod(
                "uid",
                namespace,
                "a",
                "node",
                serviceAccount,
                List.of(),
                List.of(),
                Pod.Network.POD,
                Pod.Stage.LIVE,
                json);
    }
}
