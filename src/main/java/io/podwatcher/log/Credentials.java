package io.podwatcher.log;

import java.util.regex.Pattern;

/** Hides the passwords of URLs, in whatever text they stand. Any thread. */
public final class Credentials {

    /** What stands before the host of a URL. */
    private static final Pattern BEFORE_HOST = Pattern.compile("://[^/\\s]*@");

    /** A parameter of a JDBC URL; H2 separates them by semicolons. */
    private static final Pattern PARAMETER = Pattern.compile("(?i)(password=)[^&;\\s]*");

    private Credentials() {}

    /** The same text, with asterisks for passwords. */
    public static String hide(String text) {
        return PARAMETER
                .matcher(BEFORE_HOST.matcher(text).replaceAll("://***@"))
                .replaceAll("$1***");
    }
}
