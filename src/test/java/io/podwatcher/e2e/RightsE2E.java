package io.podwatcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The role of manifests/base is what the service needs, and no more. */
@ExtendWith(NeedsCluster.class)
class RightsE2E {

    @TempDir
    private Path home;

    @Test
    void withoutTheRoleReadinessQuotesTheApiServerUntilTheRoleIsGiven(Stage stage) throws Exception {
        // Given
        LiveService service = stage.start(home);
        service.awaitReadiness(
                503,
                "pods is forbidden: User \\\"system:serviceaccount:" + stage.namespace()
                        + ":pod-watcher\\\" cannot list resource \\\"pods\\\"");
        assertThat(service.json("/pod?ip=" + stage.pods().ip(1)).getString("reason"))
                .isEqualTo("not_synced");

        // When
        stage.rights().grant();

        // Then
        service.awaitReady();
        stage.pods().run("web", stage.pods().ip(1));
        service.awaitOwner(stage.pods().ip(1), "web");
        service.awaitProblemIsOver("pods is forbidden");
    }

    @ParameterizedTest
    @CsvSource({"list, cannot list resource", "watch, the watch is refused: 403 Forbidden"})
    void withoutEitherVerbTheServiceDoesNotStayReadyAndSaysWhichIsMissing(String verb, String words, Stage stage)
            throws Exception {
        // Given
        stage.rights().grantAllBut(verb);

        // When
        LiveService service = stage.start(home, "WATCH_MAX_AGE=1s");

        // Then
        service.awaitReadiness(503, words);
    }

    @Test
    void theRoleAddsNothingElseToWhatEveryAccountMayDo(Stage stage) throws Exception {
        try (KubernetesClient service = stage.asService(home)) {
            // Given
            Set<String> before = rules(service, stage.namespace());

            // When
            stage.rights().grant();

            // Then
            await().until(() -> !rules(service, stage.namespace()).equals(before));
            Set<String> added = rules(service, stage.namespace());
            added.removeAll(before);
            assertThat(added).containsExactly("list pods", "watch pods");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "get, pods, ''",
        "create, pods, ''",
        "patch, pods, ''",
        "delete, pods, ''",
        "create, pods, exec",
        "get, pods, log",
        "list, secrets, ''",
        "list, nodes, ''",
        "list, namespaces, ''"
    })
    void theTokenIsOfNoUseForAnythingElse(String verb, String resource, String subresource, Stage stage)
            throws Exception {
        // Given
        stage.rights().grant();

        // When
        try (KubernetesClient service = stage.asService(home)) {

            // Then
            await().until(() -> isAllowed(service, "list", "pods", "") && isAllowed(service, "watch", "pods", ""));
            assertThat(isAllowed(service, verb, resource, subresource)).isFalse();
        }
    }

    private static boolean isAllowed(KubernetesClient who, String verb, String resource, String subresource) {
        SelfSubjectAccessReview question = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withVerb(verb)
                .withResource(resource)
                .withSubresource(subresource)
                .endResourceAttributes()
                .endSpec()
                .build();
        return who.authorization()
                .v1()
                .selfSubjectAccessReview()
                .create(question)
                .getStatus()
                .getAllowed();
    }

    private static Set<String> rules(KubernetesClient who, String namespace) {
        SelfSubjectRulesReview question = new SelfSubjectRulesReviewBuilder()
                .withNewSpec()
                .withNamespace(namespace)
                .endSpec()
                .build();
        Set<String> rules = new TreeSet<>();
        who.authorization()
                .v1()
                .selfSubjectRulesReview()
                .create(question)
                .getStatus()
                .getResourceRules()
                .forEach(rule -> rule.getVerbs()
                        .forEach(verb -> rule.getResources().forEach(resource -> rules.add(verb + " " + resource))));
        return rules;
    }
}
