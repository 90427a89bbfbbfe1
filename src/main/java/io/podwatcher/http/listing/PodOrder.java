package io.podwatcher.http.listing;

import io.podwatcher.messages.map.PageReply;
import io.podwatcher.model.IpAddress;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * The order of a sorted listing: by one field, then by ascending IP. It compares existing objects and allocates
 * nothing. Immutable; any thread.
 *
 * @param field the field; {@link Field#IP} for none
 * @param descending whether to reverse the order of the field
 */
record PodOrder(Field field, boolean descending) implements Comparator<PageReply.OwnedIp> {

    /** The fields to sort by. */
    enum Field {
        IP,
        NAMESPACE,
        NAME,
        NODE;

        /** The field with this name in a query. */
        static Optional<Field> of(String text) {
            return Arrays.stream(values())
                    .filter(field -> field.name().toLowerCase(Locale.ROOT).equals(text))
                    .findFirst();
        }
    }

    /**
     * A position in the order, after which a listing continues.
     *
     * @param value the value of the last entry's field; empty if the order is by IP
     * @param ip the last entry's IP
     */
    record SortCursor(String value, IpAddress ip) {}

    SortCursor cursor(PageReply.OwnedIp entry) {
        return new SortCursor(valueOf(entry), entry.ip());
    }

    @Override
    public int compare(PageReply.OwnedIp one, PageReply.OwnedIp other) {
        return compare(valueOf(one), one.ip(), valueOf(other), other.ip());
    }

    boolean isAfter(PageReply.OwnedIp entry, SortCursor cursor) {
        return compare(valueOf(entry), entry.ip(), cursor.value(), cursor.ip()) > 0;
    }

    private String valueOf(PageReply.OwnedIp entry) {
        return switch (field) {
            case IP -> "";
            case NAMESPACE -> entry.owner().namespace();
            case NAME -> entry.owner().name();
            case NODE -> entry.owner().node();
        };
    }

    private int compare(String value, IpAddress ip, String otherValue, IpAddress otherIp) {
        int byField = this.field == Field.IP ? compare(ip, otherIp) : value.compareTo(otherValue);
        if (byField == 0) {
            return compare(ip, otherIp);
        }
        return descending ? -byField : byField;
    }

    /** By number, IPv4 first. */
    private static int compare(IpAddress ip, IpAddress other) {
        return ip.isIpv4() == other.isIpv4() ? ip.compareTo(other) : ip.isIpv4() ? -1 : 1;
    }
}
