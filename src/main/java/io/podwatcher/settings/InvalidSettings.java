package io.podwatcher.settings;

import java.util.List;

/** Some environment variables cannot be used; the message lists all of them, one a line. */
public final class InvalidSettings extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidSettings(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
