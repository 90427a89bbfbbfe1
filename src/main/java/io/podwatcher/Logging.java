package io.podwatcher;

import io.podwatcher.settings.Settings;

/** Hands the logging settings to Logback, which reads them when the first logger is made: call it before that. */
public final class Logging {

    private Logging() {}

    /** Sets the properties that logback.xml names. */
    public static void configure(Settings settings) {
        System.setProperty("podwatcher.log.level", settings.logLevel());
        System.setProperty("podwatcher.log.format", settings.logFormat());
    }
}
