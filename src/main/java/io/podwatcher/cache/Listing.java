package io.podwatcher.cache;

import io.podwatcher.address.IpAddress;
import io.podwatcher.messages.PageReply;
import io.podwatcher.messages.PageRequest;
import io.podwatcher.selector.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one page of the map. It looks at a bounded number of entries, so that no listing holds up the lookups. */
final class Listing {

    /** Entries looked at for one page: with labels to read, well under a millisecond. */
    static final int MOST_READ = 256;

    private Listing() {}

    static PageReply page(PodIndex index, PageRequest request, long age) {
        PageRequest.Filter filter = request.filter();
        Optional<Search> search = request.search();
        List<PageReply.Entry> entries = new ArrayList<>();
        IpAddress last =
                index.page(filter.namespace().orElse(null), request.after().orElse(null), MOST_READ, (ip, owner) -> {
                    if ((search.isEmpty() || search.get().finds(ip, owner)) && filter.selects(owner)) {
                        entries.add(new PageReply.Entry(ip, owner));
                    }
                    return entries.size() < request.most();
                });
        return new PageReply(entries, Optional.ofNullable(last), true, age);
    }
}
