package io.podwatcher.cache;

import io.podwatcher.cache.index.PodIndex;
import io.podwatcher.messages.map.PageReply;
import io.podwatcher.messages.map.PageRequest;
import io.podwatcher.messages.watch.WatchAge;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import io.podwatcher.model.PodSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one page of the map. It reads a bounded number of entries, so that a listing does not delay lookups. On the
 * cache verticle's loop.
 */
final class MapPages {

    /** The maximum number of entries read for one page: well under a millisecond, even when their labels are parsed. */
    static final int MAX_READ = 256;

    /** The maximum number of bytes parsed for labels for one page; labels are within the first ten KiB of an answer. */
    static final int MAX_PARSED_BYTES = 512 * 1024;

    private static final int MAX_LABELS_OFFSET = 10 * 1024;

    private MapPages() {}

    static PageReply page(PodIndex index, PageRequest request, WatchAge age) {
        PageRequest.Filter filter = request.filter();
        Optional<PodSearch> search = request.search();
        boolean parsesLabels = !filter.labels().requirements().isEmpty();
        ParsedBytes parsed = new ParsedBytes();
        List<PageReply.OwnedIp> entries = new ArrayList<>();
        IpAddress last =
                index.page(filter.namespace().orElse(null), request.after().orElse(null), MAX_READ, (ip, owner) -> {
                    if ((search.isEmpty() || search.get().finds(ip, owner)) && filter.selects(owner)) {
                        entries.add(new PageReply.OwnedIp(ip, owner));
                    }
                    if (parsesLabels) {
                        parsed.add(owner);
                    }
                    return entries.size() < request.max() && !parsed.isMax();
                });
        return new PageReply(entries, Optional.ofNullable(last), true, age);
    }

    /** The bytes that have been parsed for one page. */
    private static final class ParsedBytes {

        private int bytes;

        private void add(Pod pod) {
            bytes += Math.min(pod.json().length, MAX_LABELS_OFFSET);
        }

        private boolean isMax() {
            return bytes >= MAX_PARSED_BYTES;
        }
    }
}
