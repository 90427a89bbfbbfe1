package io.podwatcher.settings;

import java.util.List;

/** Some environment variables, or files that they name, cannot be used; the message lists all of them, one a line. */
public final class InvalidSettings extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * @param problems one sentence each, one or more
     */
    public InvalidSettings(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
