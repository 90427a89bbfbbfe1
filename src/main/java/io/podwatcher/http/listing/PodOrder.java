package io.podwatcher.http.listing;

import io.podwatcher.messages.map.PageReply;
import io.podwatcher.model.IpAddress;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * In which order pods are listed: by one word of theirs, and those with the same word by IP, upwards in any case. It
 * compares what is there anyway, without making anything. Immutable; any thread.
 *
 * @param word which word; {@link Word#IP} for none
 * @param descending whether the last comes first
 */
record PodOrder(Word word, boolean descending) implements Comparator<PageReply.OwnedIp> {

    /** What pods are ordered by. */
    enum Word {
        IP,
        NAMESPACE,
        NAME,
        NODE;

        /** As a query names it. */
        static Optional<Word> of(String text) {
            return Arrays.stream(values())
                    .filter(word -> word.name().toLowerCase(Locale.ROOT).equals(text))
                    .findFirst();
        }
    }

    /**
     * A place in the order, where an entry may be or have been.
     *
     * @param word the entry's; empty when the order is by IP
     * @param ip the entry's
     */
    record Place(String word, IpAddress ip) {}

    Place place(PageReply.OwnedIp entry) {
        return new Place(wordOf(entry), entry.ip());
    }

    @Override
    public int compare(PageReply.OwnedIp one, PageReply.OwnedIp other) {
        return compare(wordOf(one), one.ip(), wordOf(other), other.ip());
    }

    boolean isBehind(PageReply.OwnedIp entry, Place place) {
        return compare(wordOf(entry), entry.ip(), place.word(), place.ip()) > 0;
    }

    private String wordOf(PageReply.OwnedIp entry) {
        return switch (word) {
            case IP -> "";
            case NAMESPACE -> entry.owner().namespace();
            case NAME -> entry.owner().name();
            case NODE -> entry.owner().node();
        };
    }

    private int compare(String word, IpAddress ip, String otherWord, IpAddress otherIp) {
        int byWord = this.word == Word.IP ? compare(ip, otherIp) : word.compareTo(otherWord);
        if (byWord == 0) {
            return compare(ip, otherIp);
        }
        return descending ? -byWord : byWord;
    }

    /** By number, IPv4 first. */
    private static int compare(IpAddress ip, IpAddress other) {
        return ip.isIpv4() == other.isIpv4() ? ip.compareTo(other) : ip.isIpv4() ? -1 : 1;
    }
}
