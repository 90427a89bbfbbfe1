package io.podwatcher.authorize;

import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.PeerList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the caller of a request. X-Forwarded-For counts only when the peer is a trusted proxy, because anyone can write
 * a header. Immutable; any thread.
 *
 * @param check who is a trusted proxy (TRUSTED_PROXIES)
 */
public record TrustedProxies(PeerCheck check) {

    /** Trusts nobody. */
    public static final TrustedProxies NONE = new TrustedProxies(new PeerCheck(PeerList.EMPTY, 0));

    /** More proxies than any real chain has; each is one more lookup in the map. */
    static final int MAX_HOPS = 16;

    /** Returned by {@link #caller} if there is no caller, because all candidates are trusted proxies. */
    public static final int NO_CALLER = -1;

    /** Returned by {@link #caller} if a trusted proxy's pod is terminating, and so is not trusted any more. */
    public static final int TERMINATING_PROXY = -2;

    /**
     * Reads who may be the caller. Each proxy appends the address it was called from, so the rightmost that is not
     * a trusted proxy's was written by a trusted proxy; anything to the left of it may have been written by the caller.
     *
     * @param peer the other end of the connection
     * @param forwardedFor the values of all X-Forwarded-For headers; a trusted proxy sends one, with plain addresses
     */
    public Call call(IpAddress peer, List<String> forwardedFor) {
        PeerList list = check.list();
        boolean forwarded = !forwardedFor.isEmpty();
        if (!list.containsAddress(peer)) {
            return list.hasIdentities() && forwarded
                    ? new Call(behind(peer, forwardedFor), true, true)
                    : new Call(List.of(peer), true, forwarded);
        }
        return new Call(hops(forwardedFor).orElse(List.of()), false, forwarded);
    }

    /** A malformed header adds no candidates: if the peer is a trusted proxy, there is then no caller. */
    private List<IpAddress> behind(IpAddress peer, List<String> forwardedFor) {
        List<IpAddress> candidates = new ArrayList<>(2);
        candidates.add(peer);
        hops(forwardedFor).ifPresent(candidates::addAll);
        return candidates;
    }

    /** From right to left, without addresses that are trusted as such; empty when the header is malformed. */
    private Optional<List<IpAddress>> hops(List<String> forwardedFor) {
        if (forwardedFor.size() != 1) {
            return Optional.empty();
        }
        String[] texts = forwardedFor.get(0).split(",", -1);
        if (texts.length > MAX_HOPS) {
            return Optional.empty();
        }
        List<IpAddress> hops = new ArrayList<>(texts.length);
        for (int i = texts.length - 1; i >= 0; i--) {
            Optional<IpAddress> address = IpAddress.parse(texts[i].strip());
            if (address.isEmpty()) {
                return Optional.empty();
            }
            if (!check.list().containsAddress(address.get())) {
                hops.add(address.get());
            }
        }
        return Optional.of(check.list().hasIdentities() ? hops : hops.subList(0, Math.min(1, hops.size())));
    }

    /**
     * Which of the candidates is the caller, by one state of the map.
     *
     * @param answers the map's answers; those for the candidates start at {@code first}
     * @param age of the map, in whole seconds
     * @return its number in {@link Call#candidates}, {@link #NO_CALLER} or {@link #TERMINATING_PROXY}
     */
    public int caller(Call call, List<LookupResult> answers, int first, long age) {
        for (int i = 0; i < call.candidates().size(); i++) {
            LookupResult owner = answers.get(first + i);
            if (check.hadIdentity(owner)) {
                return TERMINATING_PROXY;
            }
            if (!check.hasIdentity(owner, age)) {
                return i;
            }
        }
        return NO_CALLER;
    }

    /**
     * Whether the peer has sent X-Forwarded-For without being on the list, by the same answers. A map that is too old
     * to identify pods cannot decide this.
     */
    public boolean isUntrustedForwarder(Call call, List<LookupResult> answers, int first, long age) {
        boolean known = age < check.maxAge() || !check.list().hasIdentities();
        LookupResult peer = answers.get(first);
        return known
                && call.fromPeer()
                && call.forwarded()
                && !check.hasIdentity(peer, age)
                && !check.hadIdentity(peer);
    }
}
