package io.podwatcher.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads typed values out of environment variables and remembers every problem instead of stopping at the first. */
final class Environment {

    private final Map<String, String> variables;
    private final Set<String> names = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<String, String> changed = new LinkedHashMap<>();

    Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    /** The variable, empty when it is unset or blank: manifests often set a variable to nothing. */
    Optional<String> text(String name) {
        Optional<String> text = read(name);
        text.ifPresent(value -> changed.put(name, value));
        return text;
    }

    private Optional<String> read(String name) {
        names.add(name);
        return Optional.ofNullable(variables.get(name)).map(String::trim).filter(value -> !value.isEmpty());
    }

    /**
     * The variable through a reader that throws {@link IllegalArgumentException} with a message for the user; the
     * fallback when it is unset or cannot be read.
     */
    <T> T value(String name, T fallback, Function<String, T> reader) {
        try {
            Optional<T> value = read(name).map(reader);
            noteIfChanged(name, value, fallback);
            return value.orElse(fallback);
        } catch (IllegalArgumentException e) {
            problems.add(name + ": " + e.getMessage());
            return fallback;
        }
    }

    /** A comma-separated list; blanks around the items and empty items do not matter. Each bad item is a problem. */
    <T> List<T> list(String name, List<T> fallback, Function<String, T> reader) {
        Optional<String> text = read(name);
        if (text.isEmpty()) {
            return fallback;
        }
        List<T> items = new ArrayList<>();
        for (String item : text.get().split(",")) {
            try {
                if (!item.isBlank()) {
                    items.add(reader.apply(item.trim()));
                }
            } catch (IllegalArgumentException e) {
                problems.add(name + ": " + e.getMessage());
            }
        }
        noteIfChanged(name, Optional.of(items), fallback);
        return List.copyOf(items);
    }

    private void noteIfChanged(String name, Optional<?> value, Object fallback) {
        if (value.isPresent() && !value.get().equals(fallback)) {
            changed.put(name, read(name).orElseThrow());
        }
    }

    /** The names of all variables read so far, whether they are set or not. */
    Set<String> names() {
        return names;
    }

    /** The variables read so far whose value differs from their fallback, as they were written. */
    Map<String, String> changed() {
        return changed;
    }

    int number(String name, int fallback, int least, int most) {
        return value(name, fallback, value -> {
            if (value.matches("[0-9]{1,9}")) {
                int number = Integer.parseInt(value);
                if (number >= least && number <= most) {
                    return number;
                }
            }
            throw new IllegalArgumentException("'" + value + "' is not a whole number from " + least + " to " + most);
        });
    }

    /** One of these words, which the user may write in any case; the first one is the fallback. */
    String oneOf(String name, String... words) {
        return value(
                name,
                words[0],
                value -> Stream.of(words)
                        .filter(value::equalsIgnoreCase)
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "'" + value + "' is not one of " + String.join(", ", words))));
    }

    /** A comma-separated list that must have an item if it is set: nobody means a variable with nothing but commas. */
    <T> List<T> listOfSome(String name, List<T> fallback, Function<String, T> reader, String otherwise) {
        read(name).filter(value -> value.replace(",", "").isBlank()).ifPresent(value -> {
            problems.add(name + ": '" + value + "' names nothing; " + otherwise);
        });
        return list(name, fallback, reader);
    }

    /** Either both variables or none. */
    void requireBoth(String one, String other) {
        requireWith(one, other);
        requireWith(other, one);
    }

    /** The second variable, if the first one is set. */
    void requireWith(String given, String needed) {
        if (read(given).isPresent() && read(needed).isEmpty()) {
            problems.add(needed + ": is needed with " + given);
        }
    }

    void throwIfInvalid() throws InvalidSettings {
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
    }
}
