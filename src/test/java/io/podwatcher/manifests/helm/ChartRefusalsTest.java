package io.podwatcher.manifests.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwatcher.CommandLine;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that cannot be meant, or that cannot work, are refused with a sentence that says why. */
class ChartRefusalsTest {

    private static Chart chart;

    @BeforeAll
    static void packageIt(@TempDir Path folder) {
        chart = Chart.packaged(folder);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {replica: 3}                           | additional properties 'replica' not allowed
            {tls: {secret: x}}                     | at '/tls': additional properties 'secret' not allowed
            {settings: {TRUSTED_PROXYS: x}}        | at '/settings': additional properties 'TRUSTED_PROXYS' not allowed
            {settings: {PORT: '8081'}}             | at '/settings': additional properties 'PORT' not allowed
            {settings: {UI: off}}                  | at '/settings/UI': got boolean, want string
            {settings: {HTTP_INSTANCES: 2}}        | at '/settings/HTTP_INSTANCES': got number, want string
            {image: {tag: 1.2}}                    | at '/image/tag': got number, want string
            {replicas: -1}                         | at '/replicas'
            {tls: {enabled: 'yes'}}                | at '/tls/enabled': got string, want boolean
            {tls: {enabled: true, secretName: ''}} | at '/tls/secretName'
            {history: {database: mysql}}           | at '/history/database': value must be one of 'none', 'h2', 'postgresql'
            {history: {h2: {size: 5 GB}}}          | at '/history/h2/size'
            {allowedClients: [media/jellyfin]}     | at '/allowedClients/0'
            {trustedProxies: serviceaccount:a/b}   | at '/trustedProxies': got string, want array
            """)
    void theSchemaNamesTheValueThatCannotBeMeant(String values, String message) {
        // When // Then
        assertThatThrownBy(() -> chart.render("pod-watcher", values)).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {history: {database: h2}, nodeLocal: true}           | set history.database to none, or nodeLocal to false
            {history: {database: postgresql}, nodeLocal: true}   | set history.database to none, or nodeLocal to false
            {history: {database: h2}, hpa: {enabled: true}}      | set history.database to postgresql, or hpa.enabled to false
            {history: {database: h2}, replicas: 2}               | remove replicas, or set history.database to postgresql
            {nodeLocal: true, hpa: {enabled: true}}              | set hpa.enabled to false
            {nodeLocal: true, replicas: 3}                       | remove replicas
            {hpa: {enabled: true}, replicas: 3}                  | remove replicas
            {hpa: {enabled: true, minReplicas: 9}}               | hpa.minReplicas is greater than hpa.maxReplicas
            {fission: {enabled: true}}                           | name the one in front of the router in trustedProxies
            {fission: {enabled: true}, singleNamespace: true}    | set singleNamespace and nodeLocal to false
            {fission: {enabled: true}, nodeLocal: true}          | set singleNamespace and nodeLocal to false
            {history: {database: postgresql}, networkPolicy: {enabled: true}} | to networkPolicy.extraEgress
            {allowedClients: ['namespace:a'], settings: {ALLOWED_CLIENTS: ''}} | use one of them
            {settings: {TRUSTED_PROXIES: 10.0.0.1}}              | use trustedProxies
            {settings: {HISTORY_URL: 'jdbc:h2:mem:a'}}           | use history.database
            """)
    void whatCannotWorkIsRefusedWithWhatToDoInstead(String values, String message) {
        // When // Then
        assertThatThrownBy(() -> chart.render("pod-watcher", values)).hasMessageContaining(message);
    }

    @Test
    void theSchemaKnowsAllSettingsOfTheProgram() throws IOException {
        // Given
        Set<String> settings = new TreeSet<>(CommandLine.settings());
        settings.remove("PORT");

        // When
        JsonObject schema = new JsonObject(Files.readString(Chart.SOURCE.resolve("values.schema.json")));

        // Then
        assertThat(schema.getJsonObject("properties")
                        .getJsonObject("settings")
                        .getJsonObject("properties")
                        .fieldNames())
                .containsExactlyInAnyOrderElementsOf(settings);
    }
}
