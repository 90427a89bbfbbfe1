package io.podwatcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fission's triggers at a real API server, which knows them by Fission's own CRDs. */
@ExtendWith(NeedsCluster.class)
@EnabledIfSystemProperty(
        named = FissionKinds.FOLDER,
        matches = ".+",
        disabledReason = "-Dfission.crds names no folder with the CRDs of a release of Fission")
class FissionE2E {

    @TempDir
    private Path home;

    private FissionKinds fission;

    @BeforeEach
    void needClusterWithoutFission(Stage stage) {
        FissionKinds kinds = new FissionKinds(stage.client());
        assumeFalse(kinds.areThere(), "The cluster has Fission, which these tests would disturb");
        fission = kinds;
    }

    @AfterEach
    void removeKinds() {
        if (fission != null) {
            fission.close();
        }
    }

    @Test
    void fissionMayBeInstalledLater(Stage stage) throws Exception {
        // Given
        stage.rights().grantFission();
        LiveService service = start(stage, stage.namespace());
        service.awaitReadiness(200, "Fission is not installed");
        stage.pods().run("web", stage.pods().ip(1));
        service.awaitOwner(stage.pods().ip(1), "web");

        // When
        fission.install();

        // Then
        service.awaitReadiness(200, "\"triggers\":0");
        assertThat(reason(service, stage, "/x")).isEqualTo("unknown_target");
    }

    @Test
    void verdictsFollowTheTriggersOfAllNamespaces(Stage stage) throws Exception {
        try (TestNamespace other = new TestNamespace(stage.client())) {
            // Given
            String own = stage.namespace();
            String path = "/" + own;
            fission.install();
            stage.rights().grantFission();
            stage.pods().run("web", stage.pods().ip(1));
            LiveService service = start(stage, own, other.name());
            service.awaitReady();
            service.awaitOwner(stage.pods().ip(1), "web");
            assertThat(reason(service, stage, path)).isEqualTo("unknown_target");

            // A trigger of the caller's namespace is made.
            fission.function(own, "cart");
            fission.trigger(own, "cart", path);
            awaitReason(service, stage, path + "/1", "");

            // Another namespace claims a part of its paths: who gets them is not sure until the trigger is settled.
            fission.function(other.name(), "squatter");
            fission.trigger(other.name(), "squatter", path + "/sale");
            awaitReason(service, stage, path + "/sale/1", "wrong_namespace");
            assertThat(reason(service, stage, path + "/1")).isEmpty();

            // It names the caller.
            fission.annotate(other.name(), "squatter", own);
            awaitReason(service, stage, path + "/sale/1", "");

            // It is deleted.
            fission.annotate(other.name(), "squatter", "nobody");
            awaitReason(service, stage, path + "/sale/1", "wrong_namespace");
            fission.deleteTrigger(other.name(), "squatter");
            awaitReason(service, stage, path + "/sale/1", "");

            // Both claim the same path.
            fission.trigger(other.name(), "squatter", path);
            awaitReason(service, stage, path + "/1", "ambiguous_target");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"httptriggers", "functions"})
    void readinessNamesTheRightThatIsMissing(String kind, Stage stage) throws Exception {
        // Given
        fission.install();
        stage.rights().grantFissionAllBut(kind);

        // When
        LiveService service = start(stage, stage.namespace());

        // Then
        service.awaitReadiness(503, "cannot list resource \\\"" + kind + "\\\" in API group \\\"fission.io\\\"");
        stage.pods().run("web", stage.pods().ip(1));
        service.awaitOwner(stage.pods().ip(1), "web");
    }

    private LiveService start(Stage stage, String... namespaces) throws Exception {
        return stage.start(home, "FISSION=on", "FISSION_NAMESPACES=" + String.join(",", namespaces));
    }

    private static void awaitReason(LiveService service, Stage stage, String uri, String reason) {
        await().atMost(LiveService.BOUND)
                .until(() -> reason(service, stage, uri).equals(reason));
    }

    /** Why the pod may not call this path; empty if it may. */
    private static String reason(LiveService service, Stage stage, String uri) {
        JsonObject explanation = service.json("/explain?ip=" + stage.pods().ip(1) + "&host=caddy&uri=" + uri);
        return explanation.getString("reason");
    }
}
