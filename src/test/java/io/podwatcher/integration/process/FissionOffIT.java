package io.podwatcher.integration.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.Main;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.process.Installation;
import io.podwatcher.process.Launch;
import io.podwatcher.process.ServiceProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A feature that is off costs nothing. */
class FissionOffIT {

    private static final Pattern CLASS = Pattern.compile("io\\.podwatcher\\.(watch\\.trigger|fission)\\.[\\w.$]+");

    @TempDir
    private Path home;

    @Test
    void classesOfFissionAreLoadedOnlyWithFission() throws Exception {
        assertThat(loaded("on"))
                .contains("io.podwatcher.watch.trigger.FissionVerticle", "io.podwatcher.fission.RouteTable");
        assertThat(loaded("off")).isEmpty();
    }

    /** The classes that a process has loaded when it is ready and has answered each kind of question. */
    private TreeSet<String> loaded(String fission) throws Exception {
        Path classes = home.resolve("classes-" + fission);
        try (ApiServer server = new ApiServer().start();
                ServiceProcess process = new Launch(
                                Installation.ofMain(Main.class, List.of("-XX:TieredStopAtLevel=1")), home)
                        .options(List.of("-Xlog:class+load:file=" + classes))
                        .settings(ServiceProcess.variables(
                                home,
                                MockCluster.freePort(),
                                URI.create(server.url()).getPort()))
                        .settings(Map.of("FISSION", fission))
                        .start()) {
            process.awaitReady();
            process.http().get("/pod?ip=10.0.0.1");
            process.http().get("/authorize?namespace=shop");
        }
        try (var lines = Files.lines(classes)) {
            return lines.map(CLASS::matcher)
                    .filter(matcher -> matcher.find())
                    .map(matcher -> matcher.group())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
