package io.podwatcher.demo;

import io.podwatcher.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command of a documentation page, and what it prints.
 *
 * @param answer … stands for any text, also of several lines
 */
record DocumentedCommand(String command, String answer) {

    private static final Pattern CONSOLE = Pattern.compile("(?s)```console\n(.*?)```");

    /** All of a page in src/docs. */
    static List<DocumentedCommand> of(String page) throws IOException {
        return CONSOLE.matcher(Files.readString(Path.of("src", "docs", page)))
                .results()
                .flatMap(block -> Arrays.stream(block.group(1).split("(?m)^\\$ ")))
                .filter(command -> !command.isEmpty())
                .map(command -> command.split("\n", 2))
                .map(parts -> new DocumentedCommand(parts[0], parts[1]))
                .toList();
    }

    /** What it prints here, where something listens on another address than the documented one. */
    String run(String documentedAddress, String address) {
        String here = command.replace("curl ", "curl -sS ").replace(documentedAddress, address);
        return Command.output(List.of("bash", "-c", here)).replace("\r", "").strip();
    }

    /** The answer as a pattern. */
    Pattern pattern() {
        return Pattern.compile(
                Arrays.stream(answer.strip().split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }
}
