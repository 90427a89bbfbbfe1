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

    /** All other files, because a folder in a jar cannot be listed. */
    private static final List<String> OTHERS = List.of(
            "page.css",
            "panels.css",
            "lookup.css",
            "table.css",
            "phone.css",
            "icon.svg",
            "about.js",
            "address.js",
            "ask.js",
            "batch.js",
            "call.js",
            "changes.js",
            "choice.js",
            "connection.js",
            "copy.js",
            "details.js",
            "element.js",
            "explanation.js",
            "filters.js",
            "format.js",
            "ip.js",
            "listing.js",
            "load.js",
            "lookup.js",
            "names.js",
            "order.js",
            "page.js",
            "pages.js",
            "pick.js",
            "plot.js",
            "poll.js",
            "row.js",
            "rows.js",
            "shown.js",
            "state.js",
            "target.js",
            "throttle.js",
            "verdict.js",
            "view.js",
            "watch.js");

    /** Reads the files, which blocks; some milliseconds. */
    public static Page read() {
        Map<String, FixedFile> files = new HashMap<>();
        files.put("/", FixedFile.read(Page.class, INDEX));
        OTHERS.forEach(name -> files.put("/ui/" + name, FixedFile.read(Page.class, name)));
        return new Page(Map.copyOf(files));
    }
}
