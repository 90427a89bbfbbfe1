package io.podwatcher.manifests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.podwatcher.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The kustomize of an installed kubectl, if it is new enough for components and sortOptions. */
public final class Kustomize {

    private static final Pattern NEW_ENOUGH = Pattern.compile("Kustomize Version: v([5-9]|\\d{2,})\\.");

    private Kustomize() {}

    /** Skips the test if it is missing, with a message about what was not checked. */
    public static void assumeIsThere(String notLookedAt) {
        boolean there = Command.exists("kubectl", "version", "--client")
                && NEW_ENOUGH
                        .matcher(Command.output(List.of("kubectl", "version", "--client")))
                        .find();
        assumeTrue(there, "Skipped: there is no kubectl with kustomize 5 here, so " + notLookedAt);
    }

    /** Renders a folder. */
    public static String render(Path folder) {
        return Command.output(List.of("kubectl", "kustomize", folder.toString()));
    }

    /** Renders one of the installations with some components, from a file that it writes into an empty folder. */
    public static Manifest combine(Path folder, String installation, List<String> components) throws IOException {
        Path manifests = folder.toRealPath().relativize(Path.of("manifests").toRealPath());
        Files.writeString(folder.resolve("kustomization.yaml"), """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources:
                  - %s
                components:
                %s
                """.formatted(
                        manifests.resolve(installation),
                        components.stream()
                                .map(component ->
                                        "  - " + manifests.resolve("components").resolve(component))
                                .collect(Collectors.joining("\n"))));
        return Manifest.parse(render(folder));
    }
}
