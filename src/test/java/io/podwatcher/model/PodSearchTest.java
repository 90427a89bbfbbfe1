package io.podwatcher.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodSearchTest {

    private static final Pod POD = new Pod(
            "uid-1",
            "fission-function",
            "poolmgr-python-6f5d4c9b87-e777e",
            "pi-two.lan",
            "runner",
            List.of(),
            List.of(),
            Pod.Network.POD,
            Pod.Stage.LIVE,
            "{\"labels\":{\"tier\":\"front\"}}".getBytes(StandardCharsets.UTF_8));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "python",
                "PYTHON",
                "poolmgr-python-6f5d4c9b87-e777e",
                "e777E",
                "fission-f",
                "Function",
                "pi-two",
                "two.lan",
                "10.42.1.20",
                "42.1",
                ".20",
                "0",
                "-"
            })
    void anyPartOfNamespaceNameNodeOrIpIsFound(String text) {
        assertThat(finds(text, "10.42.1.20")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pythonx",
                "front",
                "runner",
                "uid-1",
                "10.42.1.201",
                "010.42",
                "10 42",
                "fission-function/",
                "p.thon",
                "\u00e9",
                "\ud83d\ude00",
                "%"
            })
    void nothingElseIsFound(String text) {
        assertThat(finds(text, "10.42.1.20")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fd00:42::a", "FD00", "::A", "42::"})
    void anAddressIsSearchedAsItIsWrittenUsually(String text) {
        assertThat(finds(text, "fd00:0042:0:0::000a")).isTrue();
    }

    private static boolean finds(String text, String ip) {
        return PodSearch.of(text).finds(IpAddress.parse(ip).orElseThrow(), POD);
    }
}
