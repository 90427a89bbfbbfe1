package io.podwatcher.http.ui;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of the page by path. They are served from memory: vertx-web's StaticHandler would need a writable folder to
 * unpack the jar, and supports no ETags. Immutable; any thread.
 *
 * @param files the file for each exact path
 */
public record Page(Map<String, FixedFile> files) {

    private static final String INDEX = "index.html";

    /** All other files by folder, because a folder in a jar cannot be listed. */
    private static final Map<String, List<String>> FOLDERS = Map.of(
            "page",
            List.of("about.js", "connection.js", "icon.svg", "page.js", "tabs.js"),
            "common",
            List.of(
                    "ask.js",
                    "copy.js",
                    "element.js",
                    "fix.js",
                    "format.js",
                    "poll.js",
                    "shown.js",
                    "state.js",
                    "task.js",
                    "throttle.js",
                    "view.js"),
            "lookup",
            List.of(
                    "address.js",
                    "call.js",
                    "choice.js",
                    "explanation.js",
                    "lookup.js",
                    "names.js",
                    "target.js",
                    "verdict.js"),
            "past",
            List.of("past.js", "timeline.js", "words.js"),
            "calls",
            List.of("calls.js", "cell.js", "grid.js", "matrix.js", "proposals.js", "refusals.js", "words.js"),
            "pods",
            List.of(
                    "details.js",
                    "filters.js",
                    "ip.js",
                    "listing.js",
                    "order.js",
                    "pages.js",
                    "pick.js",
                    "row.js",
                    "rows.js",
                    "suggestions.js"),
            "live",
            List.of("batch.js", "changes.js"),
            "status",
            List.of("load.js", "plot.js", "watch.js"),
            "css",
            List.of("calls.css", "lookup.css", "page.css", "panels.css", "past.css", "phone.css", "table.css"));

    /** Reads the files, which blocks; some milliseconds. */
    public static Page read() {
        Map<String, FixedFile> files = new HashMap<>();
        files.put("/", FixedFile.read(Page.class, INDEX));
        FOLDERS.forEach((folder, names) -> names.forEach(
                name -> files.put("/ui/" + folder + "/" + name, FixedFile.read(Page.class, folder + "/" + name))));
        return new Page(Map.copyOf(files));
    }
}
