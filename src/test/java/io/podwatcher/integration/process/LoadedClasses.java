package io.podwatcher.integration.process;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which classes a process loads, by the JVM's own log: a feature that is off loads none of its own. */
final class LoadedClasses {

    private LoadedClasses() {}

    /** What a process is asked before its log is read. */
    interface Questions {
        void ask(ServiceProcess process) throws Exception;
    }

    /**
     * The classes that a process has loaded when it is ready and has answered.
     *
     * @param home the folder of the process; another run may use it again
     * @param classes the names that count
     */
    static TreeSet<String> of(Path home, Map<String, String> settings, Pattern classes, Questions questions)
            throws Exception {
        Path log = Files.createTempFile(home, "classes", ".log");
        try (ApiServer server = new ApiServer().start();
                ServiceProcess process = launch(home, server, settings)
                        .options(List.of("-Xlog:class+load:file=" + log))
                        .start()) {
            process.awaitReady();
            questions.ask(process);
        }
        try (var lines = Files.lines(log)) {
            return lines.map(classes::matcher)
                    .filter(Matcher::find)
                    .map(Matcher::group)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** A process out of the classes of the build, without its jar. */
    static Launch launch(Path home, ApiServer server, Map<String, String> settings) throws Exception {
        return new Launch(Installation.ofMain(Main.class, List.of("-XX:TieredStopAtLevel=1")), home)
                .settings(ServiceProcess.variables(
                        home, MockCluster.freePort(), URI.create(server.url()).getPort()))
                .settings(settings);
    }
}
