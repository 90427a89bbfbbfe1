package io.podwatcher.settings;

import io.podwatcher.log.Credentials;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The settings, and what the log says about how they were set. Immutable; any thread.
 *
 * @param changed which settings differ from their defaults, in one line for people; passwords in URLs are hidden
 * @param misspelt the variables that are no settings but look like misspelt ones, each with the setting that is
 *     probably meant
 */
public record ReadSettings(Settings settings, String changed, Map<String, String> misspelt) {

    /**
     * Reads the settings once.
     *
     * @param variables the environment
     * @throws InvalidSettings when any variable is wrong; it names them all
     */
    public static ReadSettings from(Map<String, String> variables) throws InvalidSettings {
        Environment env = new Environment(variables);
        Settings settings = Settings.read(env);
        Set<String> names = new TreeSet<>(env.names());
        names.add("KUBECONFIG");
        return new ReadSettings(settings, changed(env), new Spelling(names).misspelt(variables));
    }

    private static String changed(Environment env) {
        return env.changed().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + Credentials.hide(setting.getValue()))
                .collect(Collectors.joining(", "));
    }
}
