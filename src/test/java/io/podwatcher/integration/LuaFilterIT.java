package io.podwatcher.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.Program;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.integration.service.RunningService;
import io.podwatcher.watch.api.ClusterAccess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The filter for Fluent Bit, called as Fluent Bit calls it, by the Lua that Fluent Bit has inside. */
class LuaFilterIT {

    private static final Path FILTER = Path.of("src", "docs", "logs", "pod_watcher.lua");

    private static final ApiServer SERVER = new ApiServer().start();
    private static RunningService service;
    private static Path luajit;

    @BeforeAll
    static void start() throws Exception {
        luajit = Program.find("luajit", "luajit");
        SERVER.put(ApiPod.running("media", "player", "uid-player", "10.0.0.1"));
        service = RunningService.start(new ClusterAccess(SERVER.config(), "test"));
        await().until(() -> service.status("/pod?ip=10.0.0.1") == 200);
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
        SERVER.close();
    }

    @Test
    void aRecordGetsItsPod() throws Exception {
        assertThat(filtered("'10.0.0.1'")).isEqualTo("2 media/player");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'10.0.0.9'", "'-'", "nil", "7", "'$(touch /tmp/x)'", "\"1';id;'\"", "''"})
    void aRecordWithoutOneStaysAsItIs(String remote) throws Exception {
        assertThat(filtered(remote)).isEqualTo("0 nil");
    }

    /** The code that the filter returns, and the field that it adds. */
    private static String filtered(String remote) throws Exception {
        String call = "dofile('" + FILTER + "'); local code, time, record = add_pod('tag', 1, {remote=" + remote
                + "}); print(code .. ' ' .. tostring(record.remote_pod))";
        ProcessBuilder builder = new ProcessBuilder(luajit.toString(), "-e", call).redirectErrorStream(true);
        builder.environment().put("POD_WATCHER", "http://127.0.0.1:" + service.port());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }
}
