package io.podwatcher.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.model.Cidr;
import io.podwatcher.model.Glob;
import io.podwatcher.model.Identity;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.PeerList;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void everythingHasADefault() throws InvalidSettings {
        // When
        Settings settings = Settings.from(Map.of());

        // Then
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.host()).isEqualTo("0.0.0.0");
        assertThat(settings.httpInstances()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(settings.clusterCidr()).isEmpty();
        assertThat(settings.watchNamespace()).isEmpty();
        assertThat(settings.labelSelector()).isEmpty();
        assertThat(settings.nodeName()).isEmpty();
        assertThat(settings.watchMaxAge()).isEqualTo(Duration.ofMinutes(3));
        assertThat(settings.authorizeMaxAge()).isEqualTo(Duration.ofMinutes(3));
        assertThat(settings.trustedProxies()).isEqualTo(PeerList.EMPTY);
        assertThat(settings.allowedClients()).isEmpty();
        assertThat(settings.ui()).isTrue();
        assertThat(settings.excludeAnnotations())
                .singleElement()
                .isEqualTo(Glob.parse("kubectl.kubernetes.io/last-applied-configuration"));
    }

    @Test
    void onlyWhatDiffersFromTheDefaultsIsNamedAsItWasWritten() throws InvalidSettings {
        // Given
        Map<String, String> variables = new HashMap<>(Map.of(
                "PORT", "8080",
                "HOST", " :: ",
                "WATCH_MAX_AGE", "180s",
                "WAIT_MAX", "2s",
                "TRUSTED_PROXIES", "serviceaccount:ingress/caddy,10.0.0.1",
                "ALLOWED_CLIENTS", "namespace:ops",
                "CLUSTER_CIDR", "10.42.0.0/16",
                "TLS_CERT_FILE", "/tls/tls.crt",
                "TLS_KEY_FILE", "/tls/tls.key",
                "FISSION_NAMESPACES", "default"));
        variables.putAll(Map.of("UI", "on", "AUTHORIZE_MODE", "audit", "LOG_LEVEL", "", "HOME", "/root"));

        // When // Then
        assertThat(ReadSettings.from(variables).changed())
                .isEqualTo("HOST=::, CLUSTER_CIDR=10.42.0.0/16, WAIT_MAX=2s, AUTHORIZE_MODE=audit,"
                        + " TRUSTED_PROXIES=serviceaccount:ingress/caddy,10.0.0.1, ALLOWED_CLIENTS=namespace:ops,"
                        + " TLS_CERT_FILE=/tls/tls.crt, TLS_KEY_FILE=/tls/tls.key");
        assertThat(ReadSettings.from(Map.of()).changed()).isEmpty();
    }

    @Test
    void passwordsInUrlsAreHidden() throws InvalidSettings {
        assertThat(ReadSettings.from(Map.of("TLS_CERT_FILE", "jdbc:x://me:p@ss@db/h", "TLS_KEY_FILE", "x"))
                        .changed())
                .isEqualTo("TLS_CERT_FILE=jdbc:x://***@db/h, TLS_KEY_FILE=x");
    }

    @Test
    void everythingCanBeSet() throws InvalidSettings {
        // When
        Settings settings = Settings.from(Map.of(
                "PORT", "9090",
                "HOST", "::",
                "HTTP_INSTANCES", "3",
                "CLUSTER_CIDR", "10.42.0.0/16, fd00:42::/56",
                "WATCH_NAMESPACE", "team-a",
                "LABEL_SELECTOR", "team=web,tier!=test",
                "NODE_NAME", "ip-10-0-0-1.ec2.internal",
                "EXCLUDE_ANNOTATIONS", "a.example/*",
                "WATCH_MAX_AGE", "1m30s",
                "LOG_LEVEL", "DEBUG"));

        // Then
        assertThat(settings.port()).isEqualTo(9090);
        assertThat(settings.host()).isEqualTo("::");
        assertThat(settings.httpInstances()).isEqualTo(3);
        assertThat(settings.clusterCidr()).containsExactly(Cidr.parse("10.42.0.0/16"), Cidr.parse("fd00:42::/56"));
        assertThat(settings.watchNamespace()).isEqualTo(Optional.of("team-a"));
        assertThat(settings.labelSelector()).isEqualTo(Optional.of("team=web,tier!=test"));
        assertThat(settings.nodeName()).isEqualTo(Optional.of("ip-10-0-0-1.ec2.internal"));
        assertThat(settings.excludeAnnotations()).hasSize(1);
        assertThat(settings.watchMaxAge()).isEqualTo(Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @CsvSource({
        "LOG_LEVEL, info, INFO",
        "LOG_LEVEL, Debug, DEBUG",
        "LOG_FORMAT, JSON, json",
        "UI, OFF, off",
        "UI, On, on",
        "FISSION, On, on",
        "FISSION, OFF, off",
        "FISSION, Unordered, unordered",
        "AUTHORIZE_MODE, Audit, audit",
        "AUTHORIZE_MODE, ENFORCE, enforce",
    })
    void theCaseOfAWordDoesNotMatter(String variable, String written, String word) throws InvalidSettings {
        // When
        Settings settings = Settings.from(Map.of(variable, written));

        // Then
        assertThat(settings).isEqualTo(Settings.from(Map.of(variable, word)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\n"})
    void aBlankVariableIsAnUnsetOne(String blank) throws InvalidSettings {
        // Given
        Map<String, String> blanks = Map.of(
                "PORT", blank,
                "HOST", blank,
                "HTTP_INSTANCES", blank,
                "CLUSTER_CIDR", blank,
                "WATCH_NAMESPACE", blank,
                "LABEL_SELECTOR", blank,
                "NODE_NAME", blank,
                "WATCH_MAX_AGE", blank,
                "LOG_LEVEL", blank,
                "LOG_FORMAT", blank);

        // When
        Settings settings = Settings.from(blanks);

        // Then
        assertThat(settings).usingRecursiveComparison().isEqualTo(Settings.from(Map.of()));
    }

    @Test
    void blanksAroundAValueDoNotMatter() throws InvalidSettings {
        // When
        Settings settings = Settings.from(Map.of("PORT", " 9090\n", "WATCH_NAMESPACE", " team-a "));

        // Then
        assertThat(settings.port()).isEqualTo(9090);
        assertThat(settings.watchNamespace()).contains("team-a");
    }

    @Test
    void blanksAndEmptyItemsInAListDoNotMatter() throws InvalidSettings {
        // When
        Settings settings = Settings.from(Map.of("CLUSTER_CIDR", " 10.42.0.0/16 ,, 10.43.0.0/16 ,"));

        // Then
        assertThat(settings.clusterCidr()).containsExactly(Cidr.parse("10.42.0.0/16"), Cidr.parse("10.43.0.0/16"));
    }

    @ParameterizedTest
    @CsvSource({
        "PORT, 0",
        "PORT, 1",
        "PORT, 65535",
        "HTTP_INSTANCES, 1",
        "HTTP_INSTANCES, 1024",
        "HOST, 127.0.0.1",
        "HOST, ::1",
        "HOST, localhost",
        "HOST, node_1.3rd-rack.example",
        "HOST, 1.example",
        "HOST, 4u",
        "CLUSTER_CIDR, 0.0.0.0/0",
        "CLUSTER_CIDR, 10.0.0.1/32",
        "CLUSTER_CIDR, ::/0",
        "WATCH_NAMESPACE, a",
        "WATCH_NAMESPACE, 0-a",
        "NODE_NAME, a.b-c.d",
        "WATCH_MAX_AGE, 1ms",
        "WATCH_MAX_AGE, 24h",
        "LOG_LEVEL, TRACE",
        "LOG_LEVEL, DEBUG",
        "LOG_LEVEL, INFO",
        "LOG_LEVEL, WARN",
        "LOG_LEVEL, ERROR",
        "LOG_LEVEL, OFF",
        "LOG_FORMAT, text",
        "LOG_FORMAT, json",
        "SOME_OTHER_VARIABLE, whatever",
    })
    void theEdgesOfWhatIsValidAreValid(String variable, String value) throws InvalidSettings {
        // When
        Settings settings = Settings.from(Map.of(variable, value));

        // Then
        assertThat(settings).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "10.42.0.1, true",
        "10.42.255.255, true",
        "10.43.0.0, false",
        "fd00:42::1, true",
        "fd00:42:0:100::1, false",
        "::ffff:10.42.0.1, true",
    })
    void onlyAddressesInsideTheRangesAreKept(String ip, boolean kept) throws InvalidSettings {
        // Given
        Settings settings = Settings.from(Map.of("CLUSTER_CIDR", "10.42.0.0/16,fd00:42::/56"));

        // When
        boolean keeps = settings.keeps(IpAddress.parse(ip).orElseThrow());

        // Then
        assertThat(keeps).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.42.0.1", "192.168.0.1", "fd00::1"})
    void withoutRangesAllAddressesAreKept(String ip) throws InvalidSettings {
        // Given
        Settings settings = Settings.from(Map.of());

        // When
        boolean keeps = settings.keeps(IpAddress.parse(ip).orElseThrow());

        // Then
        assertThat(keeps).isTrue();
    }

    @Test
    void aTrustedProxyIsARangeASingleAddressOrAnIdentity() throws InvalidSettings {
        // When
        Settings settings = Settings.from(Map.of(
                "TRUSTED_PROXIES",
                "10.42.0.7, serviceaccount:ingress/caddy, fd00:42::/64",
                "AUTHORIZE_MAX_AGE",
                "1500ms"));

        // Then
        assertThat(settings.trustedProxies())
                .isEqualTo(new PeerList(
                        List.of(Cidr.parse("10.42.0.7/32"), Cidr.parse("fd00:42::/64")),
                        List.of(Identity.parse("serviceaccount:ingress/caddy"))));
        assertThat(settings.authorizeMaxAge()).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void allowedClientsAreNamedAsProxiesAre() throws InvalidSettings {
        // When
        Settings settings = Settings.from(Map.of("ALLOWED_CLIENTS", "namespace:shop,10.0.0.0/8,0.0.0.0/1"));

        // Then
        assertThat(settings.allowedClients())
                .contains(new PeerList(
                        List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("0.0.0.0/1")),
                        List.of(Identity.parse("namespace:shop"))));
    }
}
