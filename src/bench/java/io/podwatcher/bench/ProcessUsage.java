package io.podwatcher.bench;

import io.podwatcher.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux has counted for one process. */
final class ProcessUsage {

    private static final long TICKS_PER_SECOND =
            Long.parseLong(Command.output(List.of("getconf", "CLK_TCK")).trim());

    private ProcessUsage() {}

    /** Processor time of all its threads so far, in its own code and in the kernel, in microseconds. */
    static double cpuMicros(long pid) {
        String stat = read(pid, "stat");
        // The second field is the program's name in parentheses and may hold blanks.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        return ticks * 1e6 / TICKS_PER_SECOND;
    }

    /** Memory that it has now, in MiB. */
    static double residentMiB(long pid) {
        return statusKilobytes(pid, "VmRSS:") / 1024;
    }

    /** The most memory that it ever had, in MiB. */
    static double peakResidentMiB(long pid) {
        return statusKilobytes(pid, "VmHWM:") / 1024;
    }

    private static double statusKilobytes(long pid, String key) {
        return read(pid, "status")
                .lines()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()).trim().split(" ")[0])
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElseThrow();
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            throw new UncheckedIOException("Process " + pid + " is gone", e);
        }
    }
}
