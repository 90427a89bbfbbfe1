package io.podwatcher.cache.index;

import io.podwatcher.cache.index.OwnedIp.Chain;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiPredicate;

/** The owners by address: one table for all pods, and one for each namespace. One thread. */
final class OwnedIps {

    private final IpTable all = new IpTable(Chain.ALL);
    private final Map<String, IpTable> byNamespace = new HashMap<>();

    /** The owner, or null. */
    Pod get(IpAddress ip) {
        OwnedIp entry = all.get(ip);
        return entry == null ? null : entry.owner();
    }

    int size() {
        return all.size();
    }

    /**
     * Replaces the owner of an address.
     *
     * @param owner the owner from now on, or null
     */
    void put(IpAddress ip, Pod owner) {
        OwnedIp entry = all.get(ip);
        boolean stays =
                entry != null && owner != null && entry.owner().namespace().equals(owner.namespace());
        if (entry != null && !stays) {
            removeFromNamespace(entry);
        }
        if (owner == null) {
            all.remove(ip);
            return;
        }
        if (entry == null) {
            entry = new OwnedIp(ip, owner);
            all.add(entry);
        } else {
            entry.replace(ip, owner);
        }
        if (!stays) {
            addToNamespace(entry);
        }
    }

    private void addToNamespace(OwnedIp entry) {
        byNamespace
                .computeIfAbsent(entry.owner().namespace(), name -> new IpTable(Chain.NAMESPACE))
                .add(entry);
    }

    private void removeFromNamespace(OwnedIp entry) {
        String name = entry.owner().namespace();
        IpTable namespace = byNamespace.get(name);
        namespace.remove(entry.ip());
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
