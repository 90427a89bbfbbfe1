package io.podwatcher.apiserver;

import io.vertx.core.MultiMap;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The parameters of a request for pods.
 *
 * @param limit pods a page; empty for all at once
 * @param continueToken where to continue; empty for the start
 * @param resourceVersion the moment asked for; 0 for whichever is at hand, empty for now
 * @param exact whether only exactly that version matches
 * @param timeoutSeconds the time after which a watch ends
 * @param sendInitialEvents whether the watch starts with all pods and a bookmark
 */
record Query(
        Kind kind,
        Selection selection,
        OptionalLong limit,
        Optional<String> continueToken,
        OptionalLong resourceVersion,
        boolean exact,
        OptionalLong timeoutSeconds,
        boolean bookmarks,
        boolean sendInitialEvents) {

    static Query of(String namespace, MultiMap parameters) throws BadQuery {
        Kind kind = kind(parameters);
        String match = text(parameters, "resourceVersionMatch").orElse("");
        boolean sendInitialEvents = flag(parameters, "sendInitialEvents");
        if (sendInitialEvents && (kind != Kind.WATCH || !match.equals("NotOlderThan"))) {
            throw new BadQuery("sendInitialEvents requires watch=true and resourceVersionMatch=NotOlderThan");
        }
        Optional<String> continueToken = text(parameters, "continue");
        OptionalLong resourceVersion = number(parameters, "resourceVersion");
        if (continueToken.isPresent() && resourceVersion.isPresent() && resourceVersion.getAsLong() != 0) {
            throw new BadQuery("specifying resource version is not allowed when using continue");
        }
        return new Query(
                kind,
                Selection.of(
                        namespace,
                        text(parameters, "labelSelector").orElse(""),
                        text(parameters, "fieldSelector").orElse("")),
                number(parameters, "limit"),
                continueToken,
                resourceVersion,
                match.equals("Exact"),
                number(parameters, "timeoutSeconds"),
                flag(parameters, "allowWatchBookmarks"),
                sendInitialEvents);
    }

    private static Kind kind(MultiMap parameters) throws BadQuery {
        if (flag(parameters, "watch")) {
            return Kind.WATCH;
        }
        return number(parameters, "limit").orElse(0) == 1
                        && text(parameters, "continue").isEmpty()
                ? Kind.VERSION
                : Kind.LIST;
    }

    private static Optional<String> text(MultiMap parameters, String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    private static boolean flag(MultiMap parameters, String name) {
        return text(parameters, name)
                .filter(value -> value.equals("true") || value.equals("1"))
                .isPresent();
    }

    private static OptionalLong number(MultiMap parameters, String name) throws BadQuery {
        Optional<String> value = text(parameters, name);
        try {
            return value.isPresent() ? OptionalLong.of(Long.parseLong(value.get())) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            throw new BadQuery(name + " is not a number: " + value.get());
        }
    }
}
