package io.podwatcher.demo;

import io.podwatcher.Command;
import io.podwatcher.Documents;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A command of a documentation page, and what it prints.
 *
 * @param answer … stands for any text, also of several lines; a line that begins with a space continues the one before
 */
record DocumentedCommand(String command, String answer) {

    /** What differs from run to run. */
    private static final Pattern VARIABLE = Pattern.compile(
            "(?<=-)[a-z0-9]{5}(?=[\",])" // a pod's name
                    + "|\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z"
                    + "|(?<=_age\":|age_seconds\":)\\d+"
                    + "|(?<=resource_version\":\")\\d+");

    /** All commands of a page that have an answer there. */
    static Stream<DocumentedCommand> withAnswers(Path document) {
        return Documents.blocks(document, "console").stream()
                .flatMap(block -> Arrays.stream(block.split("(?m)^\\$ ")))
                .filter(command -> !command.isEmpty())
                .map(command -> command.split("\n", 2))
                .map(parts -> new DocumentedCommand(parts[0], parts[1].strip()));
    }

    /**
     * What it prints here.
     *
     * @param here replaces the addresses and files that are documented
     */
    String run(UnaryOperator<String> here) {
        String local = here.apply(command.replace("curl ", "curl -sS "));
        return Command.output(List.of("bash", "-c", isEndless() ? beginning(local) : local))
                .replace("\r", "")
                .strip();
    }

    /** Whether the command prints until it is ended. */
    private boolean isEndless() {
        return command.contains(" -N ");
    }

    /** Up to the first bookmark; curl ends when it finds nobody reading the next one. */
    private static String beginning(String command) {
        return command.replace("-sS", "-s") + " | sed '/watch_age/q'";
    }

    /** The answer as a pattern. */
    Pattern pattern() {
        String unwrapped = VARIABLE.matcher(answer.replace("\n ", "")).replaceAll("…");
        return Pattern.compile(
                Arrays.stream(unwrapped.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }
}
