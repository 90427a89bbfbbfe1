package io.podwatcher.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvalidSettingsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    PORT                | -1
                    UI                  | no
                    UI                  | false
                    PORT                | +80
                    PORT                | 65536
                    PORT                | 4294967376
                    PORT                | 99999999999999999999
                    PORT                | 80a
                    PORT                | 0x50
                    PORT                | 80.0
                    PORT                | 8 080
                    PORT                | ٨٠٨٠
                    PORT                | tcp://10.43.0.1:8080
                    HTTP_INSTANCES      | 0
                    HTTP_INSTANCES      | 1025
                    HTTP_INSTANCES      | two
                    CLUSTER_CIDR        | 10.42.0.0
                    CLUSTER_CIDR        | 10.42.0.0/33
                    CLUSTER_CIDR        | 10.42.0.0/-1
                    CLUSTER_CIDR        | 10.42.0.0/016
                    CLUSTER_CIDR        | 10.42.0.0/
                    CLUSTER_CIDR        | 10.42.0.0/16/16
                    CLUSTER_CIDR        | 10.42/16
                    CLUSTER_CIDR        | 10.42.0.1/16
                    CLUSTER_CIDR        | fd00::/129
                    CLUSTER_CIDR        | 10.42.0.0/16 10.43.0.0/16
                    CLUSTER_CIDR        | 10.42.0.0/16,nonsense
                    CLUSTER_CIDR        | ,
                    CLUSTER_CIDR        | , ,
                    HOST                | [::1]
                    HOST                | a b
                    HOST                | http://localhost
                    HOST                | 300.1.1.1
                    HOST                | 10.0.0
                    HOST                | 8080
                    HOST                | 0.0.0.0:8080
                    HOST                | a..b
                    HOST                | -a
                    HOST                | a-.b
                    HOST                | .a
                    LABEL_SELECTOR      | a in
                    LABEL_SELECTOR      | app===a
                    WAIT_MAX            | 2m
                    WATCH_NAMESPACE     | Team-A
                    WATCH_NAMESPACE     | team_a
                    WATCH_NAMESPACE     | -team
                    WATCH_NAMESPACE     | team-
                    WATCH_NAMESPACE     | a,b
                    WATCH_NAMESPACE     | a/b
                    WATCH_NAMESPACE     | a.b
                    WATCH_NAMESPACE     | *
                    NODE_NAME           | Node
                    NODE_NAME           | node 1
                    NODE_NAME           | .node
                    WATCH_MAX_AGE       | 3
                    WATCH_MAX_AGE       | 0s
                    WATCH_MAX_AGE       | 0h0m
                    WATCH_MAX_AGE       | -3m
                    WATCH_MAX_AGE       | 3 m
                    WATCH_MAX_AGE       | PT3M
                    WATCH_MAX_AGE       | forever
                    AUTHORIZE_MAX_AGE   | 3
                    AUTHORIZE_MAX_AGE   | 0s
                    AUTHORIZE_MAX_AGE   | 999ms
                    AUTHORIZE_MAX_AGE   | -1m
                    EXCLUDE_ANNOTATIONS | a.example/* b.example/*
                    EXCLUDE_ANNOTATIONS | [a-z]
                    EXCLUDE_ANNOTATIONS | a+(b)
                    EXCLUDE_ANNOTATIONS | a?c
                    EXCLUDE_ANNOTATIONS | \\Q.\\E
                    FISSION             | yes
                    FISSION_NAMESPACES  | ,
                    TRUSTED_PROXIES     | ,
                    TRUSTED_PROXIES     | caddy
                    TRUSTED_PROXIES     | 10.42.0.7,caddy
                    TRUSTED_PROXIES     | 10.42.0.7/16
                    TRUSTED_PROXIES     | 10.42.0
                    TRUSTED_PROXIES     | private_ranges
                    TRUSTED_PROXIES     | 0.0.0.0/0
                    TRUSTED_PROXIES     | ::/0
                    TRUSTED_PROXIES     | ::ffff:0.0.0.0/96
                    TRUSTED_PROXIES     | 0.0.0.0/1,128.0.0.0/1
                    TRUSTED_PROXIES     | 10.42.0.5,128.0.0.0/1,0.0.0.0/2,64.0.0.0/2
                    TRUSTED_PROXIES     | ::ffff:0.0.0.0/97,::ffff:128.0.0.0/97
                    TRUSTED_PROXIES     | ::/1,8000::/1
                    TRUSTED_PROXIES     | ::/1,8000::/2,c000::/3,e000::/3
                    TRUSTED_PROXIES     | serviceaccount:ingress/caddy,0.0.0.0/1,128.0.0.0/1
                    ALLOWED_CLIENTS     | ,
                    ALLOWED_CLIENTS     | caddy
                    ALLOWED_CLIENTS     | 0.0.0.0/0
                    ALLOWED_CLIENTS     | ::/0
                    ALLOWED_CLIENTS     | namespace:shop,0.0.0.0/1,128.0.0.0/1
                    ALLOWED_CLIENTS     | 0.0.0.0/1,128.0.0.0/2,192.0.0.0/2
                    ALLOWED_CLIENTS     | ::/1,8000::/1
                    LOG_LEVEL           | ALL
                    LOG_LEVEL           | VERBOSE
                    LOG_FORMAT          | xml
                    """)
    void aWrongValueIsNamedWithItsVariable(String variable, String value) {
        // When
        InvalidSettings invalid =
                catchThrowableOfType(InvalidSettings.class, () -> Settings.from(Map.of(variable, value)));

        // Then
        assertThat(invalid).hasMessageStartingWith(variable + ": ").message().hasLineCount(1);
    }

    @Test
    void aNameCannotBeLongerThanKubernetesAllows() throws InvalidSettings {
        // Given
        String longest = "a".repeat(253);

        // When
        Settings settings = Settings.from(Map.of("NODE_NAME", longest));

        // Then
        assertThat(settings.nodeName()).contains(longest);
        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() -> Settings.from(Map.of("NODE_NAME", longest + "a")));
    }

    @Test
    void theMessageSaysWhatWouldBeRight() {
        // Given
        Map<String, String> variables = Map.of("PORT", "http");

        // When
        InvalidSettings invalid = catchThrowableOfType(InvalidSettings.class, () -> Settings.from(variables));

        // Then
        assertThat(invalid).hasMessage("PORT: 'http' is not a whole number from 0 to 65535");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    HOST            | 300.1.1.1 | 'is neither an IP address nor a host name'
                    TRUSTED_PROXIES | 0.0.0.0/1,128.0.0.0/1 | 'would trust every address: anybody could then name the caller'
                    ALLOWED_CLIENTS | ::/1,8000::/1 | 'would allow everybody; unset it if you want that'
                    """)
    void theMessageSaysWhy(String variable, String value, String reason) {
        // When
        InvalidSettings invalid =
                catchThrowableOfType(InvalidSettings.class, () -> Settings.from(Map.of(variable, value)));

        // Then
        assertThat(invalid).hasMessage(variable + ": '" + value + "' " + reason);
    }

    @Test
    void allProblemsAreListedAtOnceOneALine() {
        // Given
        Map<String, String> variables = Map.of(
                "PORT", "http",
                "CLUSTER_CIDR", "10.42",
                "WATCH_NAMESPACE", "Team",
                "NODE_NAME", "Node",
                "WATCH_MAX_AGE", "3",
                "HTTP_INSTANCES", "0",
                "LOG_LEVEL", "loud",
                "LOG_FORMAT", "xml",
                "HOST", "0.0.0.0");

        // When
        InvalidSettings invalid = catchThrowableOfType(InvalidSettings.class, () -> Settings.from(variables));

        // Then
        assertThat(invalid.getMessage().lines())
                .extracting(line -> line.substring(0, line.indexOf(':')))
                .containsExactlyInAnyOrder(
                        "PORT",
                        "CLUSTER_CIDR",
                        "WATCH_NAMESPACE",
                        "NODE_NAME",
                        "WATCH_MAX_AGE",
                        "HTTP_INSTANCES",
                        "LOG_LEVEL",
                        "LOG_FORMAT");
    }
}
