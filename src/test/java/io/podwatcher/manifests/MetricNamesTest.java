package io.podwatcher.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Alerts and dashboard use only existing metrics: Prometheus silently answers nothing for others.
 */
class MetricNamesTest {

    private static final Pattern NAME =
            Pattern.compile("\\b((?:pod_watcher|jvm|process|netty|up)[a-z_]*)(?=[{\\[\\s)]|$)");
    private static final Pattern SELECTOR = Pattern.compile("\\{[^}]*}");

    private static final Set<String> OURS = Set.of(
            "pod_watcher_lookups_total",
            "pod_watcher_lookup_seconds_bucket",
            "pod_watcher_authorize_total",
            "pod_watcher_authorize_audit",
            "pod_watcher_decisions_left_out_total",
            "pod_watcher_fission_triggers",
            "pod_watcher_fission_age_seconds",
            "pod_watcher_untrusted_forwarded_total",
            "pod_watcher_pods",
            "pod_watcher_ips",
            "pod_watcher_ambiguous_ips",
            "pod_watcher_synced",
            "pod_watcher_watch_age_seconds",
            "pod_watcher_watch_events_total",
            "pod_watcher_watch_event_lag_seconds_bucket",
            "pod_watcher_watch_restarts_total",
            "pod_watcher_watch_failures",
            "pod_watcher_list_seconds_sum",
            "pod_watcher_list_seconds_count",
            "pod_watcher_waiting_lookups",
            "pod_watcher_waiting_lookups_refused_total",
            "pod_watcher_queued_lookups",
            "pod_watcher_event_streams",
            "pod_watcher_event_streams_begun_total",
            "pod_watcher_event_streams_cut_total",
            "pod_watcher_events_sent_total",
            "pod_watcher_event_held_bytes",
            "pod_watcher_map_bytes",
            "pod_watcher_map_bytes_max",
            "pod_watcher_pods_truncated_total",
            "pod_watcher_log_lines_dropped_total",
            "pod_watcher_http_refused_total",
            "pod_watcher_connections",
            "pod_watcher_connections_max",
            "pod_watcher_connections_closed_total",
            "pod_watcher_connections_refused_total",
            "pod_watcher_listings",
            "pod_watcher_direct_memory_bytes",
            "pod_watcher_direct_memory_max_bytes",
            "pod_watcher_pods_requests_total",
            "pod_watcher_bad_requests_total",
            "pod_watcher_certificate_expiration_timestamp_seconds",
            "pod_watcher_certificate_reload_failures_total",
            "pod_watcher_tokens_signed_total",
            "pod_watcher_tokens_omitted_total",
            "pod_watcher_token_keys",
            "pod_watcher_token_key_reload_failures_total",
            "pod_watcher_history_up",
            "pod_watcher_history_age_seconds",
            "pod_watcher_history_waiting_changes",
            "pod_watcher_history_written_changes_total",
            "pod_watcher_history_lost_changes_total",
            "pod_watcher_history_failures_total",
            "pod_watcher_build_info");

    private static final Set<String> MICROMETERS = Set.of(
            "jvm_memory_used_bytes",
            "jvm_memory_max_bytes",
            "jvm_gc_pause_seconds_max",
            "process_cpu_usage",
            "process_resident_memory_bytes");

    @Test
    void alertsAskForMetricsThatThereAre() throws IOException {
        // Given
        List<JsonObject> alerts = PrometheusComponent.alerts();

        // When
        Set<String> names = names(alerts.stream().map(alert -> alert.getString("expr")));

        // Then
        assertThat(names).contains("pod_watcher_synced", "up");
        names.remove("up");
        assertThat(names).isSubsetOf(OURS);
    }

    @Test
    void theDashboardShowsAllOurMetricsAndNoneThatThereIsNot() throws IOException {
        // Given
        JsonObject dashboard = PrometheusComponent.dashboard();

        // When
        Set<String> names = names(objects(dashboard.getJsonArray("panels"))
                .flatMap(panel -> objects(panel.getJsonArray("targets")))
                .map(target -> target.getString("expr")));

        // Then
        assertThat(names).containsAll(OURS);
        names.removeAll(OURS);
        assertThat(names).isSubsetOf(MICROMETERS);
    }

    @Test
    void eachPanelIsExplainedAndHasAUnitAndThresholdsOfItsOwn() throws IOException {
        assertThat(objects(PrometheusComponent.dashboard().getJsonArray("panels")))
                .isNotEmpty()
                .allSatisfy(panel -> {
                    JsonObject defaults = panel.getJsonObject("fieldConfig").getJsonObject("defaults");
                    assertThat(panel.getString("description")).isNotBlank();
                    assertThat(defaults.getString("unit")).isNotBlank();
                    // Without steps of its own Grafana turns a panel red at 80, whatever it shows.
                    assertThat(defaults.getJsonObject("thresholds").getJsonArray("steps"))
                            .isNotEmpty();
                });
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }

    private static Set<String> names(Stream<String> expressions) {
        Set<String> names = new TreeSet<>();
        expressions
                .map(expression -> SELECTOR.matcher(expression).replaceAll(" "))
                .forEach(
                        expression -> NAME.matcher(expression).results().forEach(result -> names.add(result.group(1))));
        return names;
    }
}
