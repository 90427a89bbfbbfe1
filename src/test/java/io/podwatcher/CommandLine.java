package io.podwatcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the program says of itself on its command line, asked in a JVM of its own as a user would. */
public final class CommandLine {

    private static final Pattern SETTING = Pattern.compile("^  ([A-Z][A-Z0-9_]+) ", Pattern.MULTILINE);

    private CommandLine() {}

    /** The environment variables that {@code --help} explains. */
    public static Set<String> settings() {
        Set<String> settings = new TreeSet<>();
        Matcher lines = SETTING.matcher(output("--help"));
        while (lines.find()) {
            settings.add(lines.group(1));
        }
        return settings;
    }

    /** The version that {@code --version} prints. */
    public static String version() {
        return output("--version").replace("pod-watcher ", "").trim();
    }

    private static String output(String option) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Command.output(
                List.of(java, "-cp", System.getProperty("java.class.path"), Main.class.getName(), option));
    }
}
