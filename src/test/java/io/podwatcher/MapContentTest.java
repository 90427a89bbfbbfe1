package io.podwatcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.podwatcher.settings.InvalidSettings;
import io.podwatcher.settings.Settings;
import io.podwatcher.watch.api.ClusterAccess;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MapContentTest {

    private static final String CLUSTER = "https://10.43.0.1";

    private static String id(String masterUrl, Map<String, String> variables) throws InvalidSettings {
        Config config =
                new ConfigBuilder(Config.empty()).withMasterUrl(masterUrl).build();
        return MapContent.id(Settings.from(variables), new ClusterAccess(config, "test"));
    }

    @Test
    void replicasWithTheSamePodsHaveTheSameContent() throws InvalidSettings {
        // When
        String one = id(CLUSTER, Map.of());
        String other = id(CLUSTER, Map.of("PORT", "9090", "WAIT_MAX", "1s", "UI", "off"));

        // Then
        assertThat(one).matches("[0-9a-f]{8}").isEqualTo(other);
    }

    @ParameterizedTest
    @CsvSource({
        "CLUSTER_CIDR, 10.42.0.0/16",
        "WATCH_NAMESPACE, shop",
        "LABEL_SELECTOR, team=web",
        "NODE_NAME, node-1",
        "EXCLUDE_ANNOTATIONS, a.example/*"
    })
    void aSettingThatChangesTheMapChangesTheContent(String variable, String value) throws InvalidSettings {
        assertThat(id(CLUSTER, Map.of(variable, value))).isNotEqualTo(id(CLUSTER, Map.of()));
    }

    @Test
    void anotherClusterHasAnotherContent() throws InvalidSettings {
        assertThat(id("https://10.96.0.1", Map.of())).isNotEqualTo(id(CLUSTER, Map.of()));
    }
}
