package io.podwatcher.apiserver;

import io.podwatcher.apiserver.wire.HttpWire;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The lists whose answer has started and not ended. On the event loop, except for the count. */
final class OpenLists {

    private final Set<HttpWire> open = new HashSet<>();
    private final AtomicInteger count = new AtomicInteger();

    void opened(HttpWire list) {
        open.add(list);
        count.set(open.size());
        list.onClose(() -> {
            open.remove(list);
            count.set(open.size());
        });
    }

    int count() {
        return count.get();
    }
}
