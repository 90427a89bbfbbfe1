package io.podwatcher.cache.index;

import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;

/**
 * An address and its owner, an entry of two {@link IpTable}s: that of all addresses and that of the owner's namespace.
 * One object with two links, because there is one for each pod. One thread.
 */
final class OwnedIp {

    private IpAddress ip;
    private Pod owner;
    private OwnedIp nextOfAll;
    private OwnedIp nextOfNamespace;

    /** The link that a table uses for its chains. */
    enum Chain {
        /** The table of all addresses. */
        ALL {
            @Override
            OwnedIp next(OwnedIp entry) {
                return entry.nextOfAll;
            }

            @Override
            void link(OwnedIp entry, OwnedIp next) {
                entry.nextOfAll = next;
            }
        },
        /** The table of a namespace. */
        NAMESPACE {
            @Override
            OwnedIp next(OwnedIp entry) {
                return entry.nextOfNamespace;
            }

            @Override
            void link(OwnedIp entry, OwnedIp next) {
                entry.nextOfNamespace = next;
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
     * @param ip an equal address, the new owner's own object, so that the old owner can be collected
     */
    void replace(IpAddress ip, Pod owner) {
        this.ip = ip;
        this.owner = owner;
    }
}
