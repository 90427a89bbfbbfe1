package io.podwatcher.http.connection.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8080",
                "LOCALHOST:8080",
                "pods.localhost:8080",
                "127.0.0.1",
                "127.0.0.1:8080",
                "10.42.0.5:8080",
                "[::1]",
                "[::1]:8080",
                "[fd00::5]:8080",
                "pod-watcher",
                "pod-watcher:8080",
                "pod-watcher.pod-watcher:8080",
                "pod-watcher.team-a.svc:8080",
                "pod-watcher.team-a.svc.cluster.local",
                ""
            })
    void noWebSiteCanOwnThese(String host) {
        assertThat(LocalNames.isPrivate(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                "example.com:8080",
                "localhost.example.com",
                "127.0.0.1.example.com",
                "127.0.0.1.nip.io:8080",
                "pod-watcher.pod-watcher.example.com",
                "pod-watcher.svc.example.com",
                "localhost.:8080",
                "example.com.",
                "notlocalhost.dev",
                "printer.local",
                "[::1].example.com",
                "[example.com]"
            })
    void aWebSiteMayOwnThese(String host) {
        assertThat(LocalNames.isPrivate(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/authorize?namespace=a", "/authorize", "/authorize/namespace/a", "/health", "/ready", "/metrics"
            })
    void theseShowNothingOfTheMap(String target) {
        assertThat(LocalNames.isOpen(target)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/pod?ip=10.0.0.1",
                "/pods",
                "/events",
                "/load",
                "/authorized",
                "/healthy",
                "/%61uthorize",
                ""
            })
    void theseMayShowIt(String target) {
        assertThat(LocalNames.isOpen(target)).isFalse();
    }
}
