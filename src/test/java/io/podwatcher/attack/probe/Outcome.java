package io.podwatcher.attack.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What an attack did to the service and to its other clients.
 *
 * @param probe the answers to the probe from the start of the attack until the recovery
 * @param attackers the answers to the attackers
 * @param peak the most that was ever charged to the cgroup, in bytes
 * @param before what the service held before
 * @param after what it held after the recovery
 * @param recovered whether all answers became right and prompt again
 * @param recovery how long after the end of the attack the last answer was not right and prompt
 * @param exit how the service has ended; empty as long as it runs
 * @param log of the service, if it has ended or has not recovered
 */
public record Outcome(
        String name,
        Map<Question, Tally.Figures> probe,
        Map<String, Long> attackers,
        long peak,
        Memory before,
        Memory after,
        boolean recovered,
        Duration recovery,
        OptionalInt exit,
        String log) {

    private static final Path FOLDER = Path.of("target", "attack");

    /** What must not happen and did, each in a sentence; empty when the service was unharmed. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        exit.ifPresent(code -> problems.add("the service has ended with " + code));
        if (!recovered && exit.isEmpty()) {
            problems.add("the service does not recover");
        }
        probe.forEach((question, figures) -> {
            figures.wrong().stream().limit(3).forEach(problems::add);
            figures.failures().keySet().stream()
                    .filter(failure -> failure.matches("status 5\\d\\d") && !failure.equals("status 503"))
                    .forEach(failure -> problems.add(question + ": " + failure));
        });
        attackers.keySet().stream()
                .filter(answer -> answer.matches("5\\d\\d") && !answer.equals("503"))
                .forEach(answer -> problems.add("attackers are answered with " + answer));
        return problems;
    }

    public void assertUnharmed() {
        assertThat(problems()).as(toString()).isEmpty();
    }

    /** Prints it and appends it to the file of its name. */
    public void report() throws IOException {
        System.out.println(this);
        Files.writeString(
                Files.createDirectories(FOLDER).resolve(name.replaceAll("[^A-Za-z0-9]+", "-") + ".txt"), this + "\n");
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Attack: %s%n".formatted(name));
        probe.forEach((question, figures) -> text.append("  %s: %s%n".formatted(question, figures)));
        return text.append("  attackers: %s%n".formatted(attackers))
                .append("  cgroup peak %.0f MiB; before: %s; after: %s%n".formatted(peak / 1048576.0, before, after))
                .append(
                        exit.isPresent()
                                ? "  ENDED with %d: %s%n".formatted(exit.getAsInt(), log)
                                : recovered
                                        ? "  recovered %.1f s after the attackers had left%n"
                                                .formatted(recovery.toMillis() / 1e3)
                                        : "  does NOT recover: %s%n".formatted(log))
                .toString();
    }
}
