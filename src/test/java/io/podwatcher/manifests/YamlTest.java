package io.podwatcher.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.podwatcher.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** All YAML that users apply or copy can be read, and objects of Kubernetes' own kinds have only fields that exist. */
class YamlTest {

    private static final List<Path> FOLDERS = List.of(Path.of("manifests"), Path.of("src", "docs"));

    /** Groups that are named like those of Kubernetes and belong to other projects. */
    private static final Set<String> OTHERS = Set.of("gateway.networking.k8s.io", "kustomize.config.k8s.io");

    /** What a strategic merge patch says beside the fields of the object. */
    private static final String PATCH_DIRECTIVE = "$patch";

    private static final KubernetesSerialization KINDS = new KubernetesSerialization();

    /** Rejects unknown fields, which fabric8's models keep as additional properties otherwise. */
    private static final YAMLMapper STRICT = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(MapperConfig<?> config, Annotated annotated) {
                    return false;
                }
            })
            .build();

    /** Without the chart, whose templates are YAML only when Helm has rendered them: other tests do that. */
    static Stream<Path> files() {
        return FOLDERS.stream()
                .flatMap(folder -> Documents.files(folder, ".yaml"))
                .filter(file -> !file.startsWith(Path.of("manifests", "helm")));
    }

    @ParameterizedTest
    @MethodSource("files")
    void filesAreRead(Path file) throws IOException {
        check(Files.readString(file));
    }

    @ParameterizedTest
    @MethodSource("io.podwatcher.Documents#all")
    void examplesInDocumentsAreRead(Path document) {
        Documents.blocks(document, "yaml").forEach(YamlTest::check);
    }

    @Test
    void anUnknownFieldIsNoticed() {
        assertThatThrownBy(() -> check("{apiVersion: v1, kind: Pod, spec: {hostNetworks: true}}"))
                .isInstanceOf(DatabindException.class)
                .hasMessageContaining("hostNetworks");
    }

    private static void check(String yaml) {
        List<String> documents = Arrays.asList(yaml.split("(?m)^---$"));
        assertThat(documents).isNotEmpty().allSatisfy(YamlTest::checkOne);
    }

    private static void checkOne(String yaml) {
        JsonNode document = STRICT.readTree(yaml);
        // A patch by operations is a list.
        String version = document.path("apiVersion").asString("");
        if (!version.isEmpty() && isOfKubernetes(version)) {
            Class<? extends KubernetesResource> kind = KINDS.getRegisteredKubernetesResource(
                    version, document.path("kind").asString());
            assertThat(kind).as(yaml).isNotNull();
            STRICT.treeToValue(((ObjectNode) document).without(PATCH_DIRECTIVE), kind);
        }
    }

    private static boolean isOfKubernetes(String version) {
        String group = version.contains("/") ? version.substring(0, version.indexOf('/')) : "";
        return !group.contains(".") || (group.endsWith(".k8s.io") && !OTHERS.contains(group));
    }
}
