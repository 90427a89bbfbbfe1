package io.podwatcher.settings;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Finds variables that are probably misspelt settings. They would be ignored silently, and the default of a setting can
 * be less strict than what its user wanted. Immutable; any thread.
 */
final class Spelling {

    /** A common prefix of settings, from the name of the Deployment; Kubernetes uses it for its own variables too. */
    private static final String PREFIX = "POD_WATCHER_";

    /** One error for each five letters: with more errors, POD_NAME would be like NODE_NAME, and POST like HOST. */
    private static final int LETTERS_PER_ERROR = 5;

    /** What Kubernetes sets for each Service of the namespace, except NAME_PORT, which only its value identifies. */
    private static final Pattern SERVICE_LINK = Pattern.compile(".+_(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT_[0-9]+_.+)");

    private static final Pattern SERVICE_URL = Pattern.compile("(tcp|udp|sctp)://.*");

    /** Where OpenSSL and Go look for certificate authorities; it looks like TLS_CERT_FILE. */
    private static final String OF_OPENSSL = "SSL_CERT_FILE";

    private final Set<String> settings;

    /**
     * @param settings the names of all settings
     */
    Spelling(Set<String> settings) {
        this.settings = settings;
    }

    /** The misspelt variables of an environment, each with the setting that is probably meant. */
    Map<String, String> misspelt(Map<String, String> variables) {
        Map<String, String> misspelt = new TreeMap<>();
        variables.forEach((name, value) -> {
            if (!settings.contains(name) && !isOfOthers(name, value)) {
                meant(name.toUpperCase(Locale.ROOT)).ifPresent(setting -> misspelt.put(name, setting));
            }
        });
        return misspelt;
    }

    private static boolean isOfOthers(String name, String value) {
        return name.equals(OF_OPENSSL)
                || SERVICE_LINK.matcher(name).matches()
                || SERVICE_URL.matcher(value).matches();
    }

    private Optional<String> meant(String name) {
        String bare = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
        return settings.stream()
                .filter(setting -> isLike(bare, setting) || isLike(bare + "_FILE", setting))
                .findFirst();
    }

    private static boolean isLike(String name, String setting) {
        int errors = setting.length() / LETTERS_PER_ERROR;
        return Math.abs(name.length() - setting.length()) <= errors && distance(name, setting) <= errors;
    }

    /**
     * The number of typing errors between two names (optimal string alignment): letters that are missing, too many,
     * wrong, or swapped with their neighbour.
     */
    private static int distance(String one, String other) {
        int[][] errors = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    errors[i][j] = i + j;
                    continue;
                }
                int wrong = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                errors[i][j] = Math.min(errors[i - 1][j - 1] + wrong, 1 + Math.min(errors[i - 1][j], errors[i][j - 1]));
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    errors[i][j] = Math.min(errors[i][j], errors[i - 2][j - 2] + 1);
                }
            }
        }
        return errors[one.length()][other.length()];
    }
}
