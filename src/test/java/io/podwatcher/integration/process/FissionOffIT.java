package io.podwatcher.integration.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
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

    /** The classes that a process has loaded when it has answered each kind of question. */
    private TreeSet<String> loaded(String fission) throws Exception {
        return LoadedClasses.of(home, Map.of("FISSION", fission), CLASS, process -> {
            process.http().get("/pod?ip=10.0.0.1");
            process.http().get("/authorize?namespace=shop");
        });
    }
}
