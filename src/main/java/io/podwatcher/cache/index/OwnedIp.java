package io.podwatcher.cache.index;

import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;

/**
 * An address and its owner. It is an entry of two {@link IpTable}s, that of all addresses and that of the owner's
 * namespace, and has a link for each: one object takes less memory than two. One thread.
 */
final class OwnedIp {

    private IpAddress ip;
    private Pod owner;
    private OwnedIp nextInAll;
    private OwnedIp nextInNamespace;

    /** The link that a table uses for its chains. */
    enum Chain {
        /** The table of all addresses. */
        ALL {
            @Override
            OwnedIp next(OwnedIp entry) {
                return entry.nextInAll;
            }

            @Override
            void link(OwnedIp entry, OwnedIp next) {
                entry.nextInAll = next;
            }
        },
        /** The table of a namespace. */
        NAMESPACE {
            @Override
            OwnedIp next(OwnedIp entry) {
                return entry.nextInNamespace;
            }

            @Override
            void link(OwnedIp entry, OwnedIp next) {
                entry.nextInNamespace = next;
            }
        };

        /** The entry after this one, or null. */
        abstract OwnedIp next(OwnedIp entry);

        /** Sets the entry after this one; null if there is none. */
        abstract void link(OwnedIp entry, OwnedIp next);
    }

    OwnedIp(IpAddress ip, Pod owner) {
        this.ip = ip;
        this.owner = owner;
    }

    IpAddress ip() {
        return ip;
    }

    Pod owner() {
        return owner;
    }

    /**
     * Replaces the owner.
     *
     * @param ip the same address, as the new owner's object, so that the old owner's can be collected
     */
    void replace(IpAddress ip, Pod owner) {
        this.ip = ip;
        this.owner = owner;
    }
}
