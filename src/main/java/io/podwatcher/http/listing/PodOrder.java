package io.podwatcher.http.listing;

import io.podwatcher.messages.map.PageReply;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.PodStatus;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * The order of a sorted listing: by one field, then by ascending IP. Immutable; any thread.
 *
 * @param field the field; {@link Field#IP} for none
 * @param descending whether to reverse the order of the field
 */
record PodOrder(Field field, boolean descending) implements Comparator<PodOrder.SortCursor> {

    /** The fields to sort by. */
    enum Field {
        IP,
        NAMESPACE,
        NAME,
        NODE,
        /** The phase in the words of the page: those that are not ready come before those that are. */
        PHASE,
        /** The youngest first; a pod without a start time counts as the oldest. */
        AGE;

        /** The field with this name in a query. */
        static Optional<Field> of(String text) {
            return Arrays.stream(values())
                    .filter(field -> field.name().toLowerCase(Locale.ROOT).equals(text))
                    .findFirst();
        }
    }

    /**
     * A position in the order; a listing continues after that of its last entry.
     *
     * @param value the value of the entry's field; empty if the order is by IP
     * @param ip the entry's IP
     */
    record SortCursor(String value, IpAddress ip) {}

    /** The entry's position. By phase or age this parses its answer. */
    SortCursor cursor(PageReply.OwnedIp entry) {
        return new SortCursor(valueOf(entry), entry.ip());
    }

    private String valueOf(PageReply.OwnedIp entry) {
        return switch (field) {
            case IP -> "";
            case NAMESPACE -> entry.owner().namespace();
            case NAME -> entry.owner().name();
            case NODE -> entry.owner().node();
            case PHASE -> PodStatus.of(entry.owner()).inWords(entry.owner().stage());
            case AGE -> PodStatus.of(entry.owner()).startTime();
        };
    }

    @Override
    public int compare(SortCursor one, SortCursor other) {
        int byField = switch (field) {
            case IP -> compare(one.ip(), other.ip());
            case AGE -> other.value().compareTo(one.value());
            default -> one.value().compareTo(other.value());
        };
        if (byField == 0) {
            return compare(one.ip(), other.ip());
        }
        return descending ? -byField : byField;
    }

    /** By number, IPv4 first. */
    private static int compare(IpAddress ip, IpAddress other) {
        return ip.isIpv4() == other.isIpv4() ? ip.compareTo(other) : ip.isIpv4() ? -1 : 1;
    }
}
