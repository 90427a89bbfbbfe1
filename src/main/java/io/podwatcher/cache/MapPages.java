package io.podwatcher.cache;

import io.podwatcher.messages.map.PageReply;
import io.podwatcher.messages.map.PageRequest;
import io.podwatcher.messages.watch.WatchAge;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import io.podwatcher.model.PodSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one page of the map. It looks at a bounded number of entries, so that no listing holds up the lookups. */
final class MapPages {

    /** Entries looked at for one page: with usual labels to read, well under a millisecond. */
    static final int MAX_READ = 256;

    /** Bytes of answers that are searched for labels for one page; the labels stand within the first ten KiB. */
    static final int MAX_SEARCHED_BYTES = 512 * 1024;

    private static final int LABELS_WITHIN = 10 * 1024;

    private MapPages() {}

    static PageReply page(PodIndex index, PageRequest request, WatchAge age) {
        PageRequest.Filter filter = request.filter();
        Optional<PodSearch> search = request.search();
        boolean readsLabels = !filter.labels().requirements().isEmpty();
        SearchedBytes searched = new SearchedBytes();
        List<PageReply.Entry> entries = new ArrayList<>();
        IpAddress last =
                index.page(filter.namespace().orElse(null), request.after().orElse(null), MAX_READ, (ip, owner) -> {
                    if ((search.isEmpty() || search.get().finds(ip, owner)) && filter.selects(owner)) {
                        entries.add(new PageReply.Entry(ip, owner));
                    }
                    if (readsLabels) {
                        searched.add(owner);
                    }
                    return entries.size() < request.most() && !searched.isEnough();
                });
        return new PageReply(entries, Optional.ofNullable(last), true, age);
    }

    /** How much has been searched for one page. */
    private static final class SearchedBytes {

        private int bytes;

        private void add(Pod pod) {
            bytes += Math.min(pod.json().length, LABELS_WITHIN);
        }

        private boolean isEnough() {
            return bytes >= MAX_SEARCHED_BYTES;
        }
    }
}
