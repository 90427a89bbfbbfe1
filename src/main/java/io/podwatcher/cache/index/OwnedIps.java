package io.podwatcher.cache.index;

import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiPredicate;

/** The owners by address: one table for all pods, and one for each namespace. One thread. */
final class OwnedIps {

    private final IpTable all = new IpTable();
    private final Map<String, IpTable> byNamespace = new HashMap<>();

    /** The owner, or null. */
    Pod get(IpAddress ip) {
        return all.get(ip);
    }

    int size() {
        return all.size();
    }

    /**
     * Replaces the owner of an address.
     *
     * @param before the owner until now, or null
     * @param owner the owner from now on, or null
     */
    void put(IpAddress ip, Pod before, Pod owner) {
        if (before != null && (owner == null || !owner.namespace().equals(before.namespace()))) {
            removeFromNamespace(before.namespace(), ip);
        }
        if (owner == null) {
            all.remove(ip);
            return;
        }
        all.put(ip, owner);
        byNamespace.computeIfAbsent(owner.namespace(), name -> new IpTable()).put(ip, owner);
    }

    private void removeFromNamespace(String name, IpAddress ip) {
        IpTable namespace = byNamespace.get(name);
        namespace.remove(ip);
        if (namespace.size() == 0) {
            byNamespace.remove(name);
        }
    }

    /** See {@link PodIndex#page}. */
    IpAddress page(String namespace, IpAddress after, int max, BiPredicate<IpAddress, Pod> reader) {
        IpTable table = namespace == null ? all : byNamespace.get(namespace);
        return table == null ? null : table.page(after, max, reader);
    }
}
