package io.podwatcher.bench.memory;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is alive in the heap of another JVM, by class; it collects garbage before it counts.
 *
 * @param bytes of all objects of each class
 * @param instances of each class
 */
public record ClassHistogram(Map<String, Long> bytes, Map<String, Long> instances) {

    private static final Pattern LINE =
            Pattern.compile("^\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*$", Pattern.MULTILINE);

    /** Not an object, but a gap between objects that was not worth closing. */
    private static final String FILLER = "jdk.internal.vm.Filler";

    /** Counts in the JVM of this process. */
    public static ClassHistogram of(long pid) throws IOException {
        String text = new Jcmd(pid).ask("GC.class_histogram");
        Map<String, Long> bytes = new HashMap<>();
        Map<String, Long> instances = new HashMap<>();
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            if (line.group(3).contains(FILLER)) {
                continue;
            }
            instances.merge(line.group(3), Long.parseLong(line.group(1)), Long::sum);
            bytes.merge(line.group(3), Long.parseLong(line.group(2)), Long::sum);
        }
        if (bytes.isEmpty()) {
            throw new IOException("No histogram: " + text);
        }
        return new ClassHistogram(bytes, instances);
    }

    /** Of all classes whose name begins so. */
    public long bytesOf(String prefix) {
        return sum(bytes, prefix);
    }

    /** Of all classes whose name begins so. */
    public long instancesOf(String prefix) {
        return sum(instances, prefix);
    }

    private static long sum(Map<String, Long> counts, String prefix) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
