package io.podwatcher.bench;

import java.util.Locale;

/** Tells whoever waits what is being measured, with the time since the start. */
final class Progress {

    private static final long START = System.nanoTime();

    private Progress() {}

    static void report(String text) {
        long seconds = (System.nanoTime() - START) / 1_000_000_000;
        System.out.println(String.format(Locale.ROOT, "[bench %2d:%02d] %s", seconds / 60, seconds % 60, text));
    }
}
