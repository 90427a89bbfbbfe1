package io.podwatcher.http.forwardauth.question;

import io.podwatcher.authorize.Denial;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import java.util.Optional;

/**
 * What has been decided about a call, before it is answered or explained. Immutable.
 *
 * @param ip the caller's address; empty if it is not known
 * @param owner what the map says of the address; empty if it is not known, or was not considered
 * @param refusal why the call is not allowed; empty when it is
 */
public record Ruling(Optional<IpAddress> ip, Optional<LookupResult> owner, Optional<Refusal> refusal) {

    /** A refusal that does not depend on the caller. */
    public static Ruling unknown(Refusal refusal) {
        return new Ruling(Optional.empty(), Optional.empty(), Optional.of(refusal));
    }

    /**
     * Decides about a known address.
     *
     * @param ip the caller's
     * @param owner what the map says of it
     * @param age of the map, in whole seconds, rounded down
     * @param maxAge the age from which on every call is denied; the map may already exceed it in its last second
     * @param peerIsTrusted whether the question comes from a trusted proxy
     */
    public static Ruling of(
            IpAddress ip, LookupResult owner, long age, long maxAge, Question question, boolean peerIsTrusted) {
        if (owner == LookupResult.Refused.NOT_SYNCED) {
            return unknown(Refusal.of(Denial.NOT_SYNCED));
        }
        if (age >= maxAge) {
            return unknown(Refusal.of(Denial.STALE));
        }
        Optional<Refusal> refusal = question.refusalOfPeer(peerIsTrusted);
        return new Ruling(
                Optional.of(ip), Optional.of(owner), refusal.isPresent() ? refusal : refusal(owner, question));
    }

    private static Optional<Refusal> refusal(LookupResult owner, Question question) {
        // First, and for every owner of the address, because answers name the target.
        Optional<Refusal> ofTarget = question.refusalOfTarget();
        return owner instanceof LookupResult.Owned owned
                ? ofTarget.or(() -> question.refusal(owned.pod()))
                : Optional.of(Refusal.of(denial(owner)));
    }

    private static Denial denial(LookupResult owner) {
        if (owner instanceof LookupResult.Ambiguous) {
            return Denial.AMBIGUOUS;
        }
        return owner == LookupResult.Refused.HOST_NETWORK ? Denial.HOST_NETWORK : Denial.NOT_FOUND;
    }
}
