package io.podwatcher.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    @ParameterizedTest
    @CsvSource({
        "TRUSTED_PROXY, TRUSTED_PROXIES",
        "TRUSTED_PROXYS, TRUSTED_PROXIES",
        "TRUSTET_PROXIES, TRUSTED_PROXIES",
        "TRUSTED-PROXIES, TRUSTED_PROXIES",
        "trusted_proxies, TRUSTED_PROXIES",
        "ALLOWED_CLIENT, ALLOWED_CLIENTS",
        "ALLOW_CLIENTS, ALLOWED_CLIENTS",
        "ALOWED_CLIENTS, ALLOWED_CLIENTS",
        "HISTORY_URI, HISTORY_URL",
        "HISTROY_URL, HISTORY_URL",
        "LOG_LEVLE, LOG_LEVEL",
        "LOGLEVEL, LOG_LEVEL",
        "Log_Level, LOG_LEVEL",
        "FISION, FISSION",
        "FISSION_NAMESPACE, FISSION_NAMESPACES",
        "CLUSTER_CIDRS, CLUSTER_CIDR",
        "LABEL_SELECTORS, LABEL_SELECTOR",
        "AUTHORISE_MODE, AUTHORIZE_MODE",
        "TLS_CERT, TLS_CERT_FILE",
        "TLS_KEY, TLS_KEY_FILE",
        "TOKEN_KEY, TOKEN_KEY_FILE",
        "KUBE_CONFIG, KUBECONFIG",
        "POD_WATCHER_PORT, PORT",
        "POD_WATCHER_UI, UI",
        "POD_WATCHER_TRUSTED_PROXIES, TRUSTED_PROXIES",
        "POD_WATCHER_TRUSTED_PROXY, TRUSTED_PROXIES",
        "ui, UI",
    })
    void aMisspeltSettingIsFound(String name, String setting) throws InvalidSettings {
        assertThat(ReadSettings.from(Map.of(name, "8081")).misspelt()).isEqualTo(Map.of(name, setting));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ALL_PROXY                            | http://proxy:3128
                    APP_NAME                             | pod-watcher
                    CI                                   | true
                    CONTAINER_NAME                       | pod-watcher
                    DISPLAY                              | :0
                    GPG_KEY                              | x
                    HOME                                 | /root
                    HOSTNAME                             | pod-watcher-5d8f6c7b9-x2x7k
                    HOSTTYPE                             | x86_64
                    HOST_IP                              | 192.168.1.11
                    HOST_NAME                            | worker-1
                    HTTPS_PROXY                          | http://proxy:3128
                    HTTP_PORT                            | 80
                    HTTP_PROXY                           | http://proxy:3128
                    JAVA_HOME                            | /usr/lib/jvm
                    JAVA_OPTS                            | -Xmx1g
                    JAVA_TOOL_OPTIONS                    | -Xmx1g
                    JAVA_VERSION                         | 25
                    JDK_JAVA_OPTIONS                     | -Xmx1g
                    KUBECONFIG                           | ~/.kube/config
                    KUBERNETES_PORT                      | tcp://10.43.0.1:443
                    KUBERNETES_PORT_443_TCP              | tcp://10.43.0.1:443
                    KUBERNETES_PORT_443_TCP_ADDR         | 10.43.0.1
                    KUBERNETES_PORT_443_TCP_PORT         | 443
                    KUBERNETES_PORT_443_TCP_PROTO        | tcp
                    KUBERNETES_SERVICE_HOST              | 10.43.0.1
                    KUBERNETES_SERVICE_PORT              | 443
                    KUBERNETES_SERVICE_PORT_HTTPS        | 443
                    LANG                                 | C.UTF-8
                    LC_ALL                               | C.UTF-8
                    LD_LIBRARY_PATH                      | /lib
                    LOGNAME                              | root
                    LOG_DIR                              | /var/log
                    LOG_FILE                             | /var/log/x
                    MAVEN_OPTS                           | -Xmx1g
                    NAMESPACE                            | pod-watcher
                    NODE_IP                              | 192.168.1.11
                    NO_PROXY                             | 10.0.0.0/8
                    OLDPWD                               | /
                    OTEL_SERVICE_NAME                    | pod-watcher
                    PATH                                 | /usr/bin
                    POD_IP                               | 10.42.0.7
                    POD_NAME                             | pod-watcher-5d8f6c7b9-x2x7k
                    POD_NAMESPACE                        | pod-watcher
                    POD_WATCHER_PORT                     | tcp://10.43.0.7:8080
                    POD_WATCHER_PORT_8080_TCP            | tcp://10.43.0.7:8080
                    POD_WATCHER_PORT_8080_TCP_ADDR       | 10.43.0.7
                    POD_WATCHER_PORT_8080_TCP_PORT       | 8080
                    POD_WATCHER_PORT_8080_TCP_PROTO      | tcp
                    POD_WATCHER_SERVICE_HOST             | 10.43.0.7
                    POD_WATCHER_SERVICE_PORT             | 8080
                    POD_WATCHER_SERVICE_PORT_HTTP        | 8080
                    POST                                 | 1
                    PWD                                  | /
                    SERVICE_HOST                         | 10.43.0.7
                    SERVICE_NAME                         | pod-watcher
                    SERVICE_PORT                         | 8080
                    SHELL                                | /bin/sh
                    SHLVL                                | 1
                    SSH_AUTH_SOCK                        | /tmp/agent
                    SSL_CERT_DIR                         | /etc/ssl/certs
                    SSL_CERT_FILE                        | /etc/ssl/certs/ca-certificates.crt
                    TERM                                 | xterm
                    TMPDIR                               | /tmp
                    TZ                                   | UTC
                    UID                                  | 1000
                    USER                                 | root
                    XDG_RUNTIME_DIR                      | /run/user/0
                    _                                    | /usr/bin/java
                    http_proxy                           | http://proxy:3128
                    no_proxy                             | 10.0.0.0/8
                    """)
    void anOrdinaryVariableIsNoMisspeltSetting(String name, String value) throws InvalidSettings {
        assertThat(ReadSettings.from(Map.of(name, value)).misspelt()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"TRUSTED_PROXIES, 10.0.0.1", "HISTORY_URL, jdbc:h2:file:/data/history", "UI, off", "PORT, 8081"})
    void aSettingIsNotMisspelt(String name, String value) throws InvalidSettings {
        assertThat(ReadSettings.from(Map.of(name, value)).misspelt()).isEmpty();
    }
}
