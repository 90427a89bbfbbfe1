package io.podwatcher.http.forwardauth;

import io.podwatcher.http.exchange.SourceTokenHeader;
import io.podwatcher.http.forwardauth.question.Question;
import io.podwatcher.http.forwardauth.question.Ruling;
import io.podwatcher.http.token.Tokens;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import java.util.Optional;
import java.util.function.Consumer;

/** Which allowed calls get a token, and which the one of Fission's router. On the event loop of its HTTP verticle. */
final class SourceTokens {

    private final Optional<Tokens> tokens;
    private final long maxAge;

    /**
     * @param tokens empty if no call gets one
     * @param maxAge seconds since the API server confirmed the map, from which on every call is denied
     */
    SourceTokens(Optional<Tokens> tokens, long maxAge) {
        this.tokens = tokens;
        this.maxAge = maxAge;
    }

    /** The authorization that Fission's router requires; empty if the call is denied, or goes elsewhere. */
    Optional<String> routerAuthorization(Question question, Ruling ruling, boolean peerIsTrusted) {
        return question.isForFissionRouter() && mayHaveTokens(ruling, peerIsTrusted)
                ? tokens.get().routerAuthorization()
                : Optional.empty();
    }

    /**
     * Passes on the caller's token, at once or when it is signed. It is empty if the call is denied, the caller gets
     * none, or none can be signed now. Upstreams that require a token refuse an allowed call without one, so an
     * omitted token lets nobody in.
     *
     * @param peerIsTrusted whether a trusted proxy asks. Any other peer chooses its own question, and could get a token
     *     for any audience
     * @param age of the map, in whole seconds, rounded down
     */
    void ofCall(
            Question question, Ruling ruling, boolean peerIsTrusted, long age, Consumer<SourceTokenHeader> receiver) {
        if (!mayHaveTokens(ruling, peerIsTrusted)) {
            receiver.accept(SourceTokenHeader.NONE);
            return;
        }
        Pod caller = ((LookupResult.Owned) ruling.owner().orElseThrow()).pod();
        Optional<Long> seconds = Tokens.seconds(age, maxAge);
        if (tokens.get().areSigned() && Tokens.mayHaveOne(caller) && seconds.isPresent()) {
            IpAddress ip = ruling.ip().orElseThrow();
            tokens.get().ofCall(caller, ip, question.audience(), seconds.get(), receiver);
        } else {
            receiver.accept(SourceTokenHeader.NONE);
        }
    }

    private boolean mayHaveTokens(Ruling ruling, boolean peerIsTrusted) {
        return tokens.isPresent() && peerIsTrusted && ruling.refusal().isEmpty();
    }
}
