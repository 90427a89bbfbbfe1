package io.podwatcher.http.token;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.http.exchange.SourceTokenHeader;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.token.SignRequest;
import io.podwatcher.messages.token.TokenKeys;
import io.podwatcher.messages.token.TokenKeysRequest;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The tokens that one HTTP verticle gives, and the keys that were published last. On the verticle's event loop.
 */
public final class Tokens {

    /** Of callers; at 1 KB each these take 10 MB. Beyond, those that were given longest ago are signed again. */
    private static final int MAX_OF_CALLS = 10_000;

    /** Enough for a crowd after a restart: a thousand signatures take less than half a second. */
    private static final int MAX_CALLS_WAITING = 1024;

    /** Anybody may ask for tokens of any audience; they must not crowd out those of calls. */
    private static final int MAX_OWN = 1000;

    private static final int MAX_OWN_WAITING = 64;

    private final EventBus bus;
    private final TokenOptions options;
    private final SignedTokens ofCalls;
    private final SignedTokens own;
    private TokenKeys keys = TokenKeys.NONE;

    /** A token and for how many seconds it can be used. */
    public record Valid(String token, long seconds) {

        /** Without the signature, with which it could be used. */
        @Override
        public String toString() {
            return "Valid[" + seconds + " s]";
        }
    }

    /** Takes the keys that are published from now on. Called on the verticle's event loop. */
    public Tokens(EventBus bus, TokenOptions options, MeterRegistry registry) {
        this.bus = bus;
        this.options = options;
        OmittedTokens omitted = new OmittedTokens(registry);
        ofCalls = new SignedTokens(bus, options.nanoTime(), MAX_OF_CALLS, MAX_CALLS_WAITING, omitted);
        own = new SignedTokens(bus, options.nanoTime(), MAX_OWN, MAX_OWN_WAITING, omitted);
        bus.<TokenKeys>localConsumer(BusAddresses.TOKEN_KEYS, message -> keys = message.body());
    }

    /** Complete when the keys are known. */
    public Future<?> start() {
        return bus.<TokenKeys>request(BusAddresses.TOKEN_KEYS_REQUEST, new TokenKeysRequest(), BusAddresses.LOCAL)
                .map(Message::body)
                .onSuccess(known -> keys = known);
    }

    /** Whether there is a key that signs tokens of pods, and not only the router's. */
    public boolean areSigned() {
        return options.issuer().isPresent();
    }

    /**
     * Whether a pod that owns an address may have a token: not while it is being deleted, because its address may soon
     * be another's, and not before its service account is known.
     */
    public static boolean mayHaveOne(Pod pod) {
        return pod.stage() == Pod.Stage.LIVE && !pod.serviceAccount().isEmpty();
    }

    /**
     * How long a token may be valid: not beyond the moment from which on the map is too old to decide, even if it is
     * signed only at the end of the timeout.
     *
     * @param age of the map, in whole seconds, rounded down
     * @param maxAge AUTHORIZE_MAX_AGE, in seconds
     * @return empty if it would expire before it is of use
     */
    public static Optional<Long> seconds(long age, long maxAge) {
        long seconds = Math.min(SignRequest.MAX_SECONDS, maxAge - age - 1 - SignedTokens.TIMEOUT.toSeconds());
        return seconds < 2 ? Optional.empty() : Optional.of(seconds);
    }

    /**
     * Gives the token of an allowed call, at once or when it is signed; none if too many wait already, or the
     * signature failed.
     *
     * @param pod the caller, which may have one
     * @param seconds as {@link #seconds} says
     */
    public void ofCall(Pod pod, IpAddress ip, String audience, long seconds, Consumer<SourceTokenHeader> receiver) {
        ofCalls.get(
                new TokenKey(pod, ip, audience),
                seconds,
                token -> receiver.accept(token.map(SignedTokens.Given::header).orElse(SourceTokenHeader.NONE)));
    }

    /** The same for a pod that asks for its own. */
    public void own(Pod pod, IpAddress ip, String audience, long seconds, Consumer<Optional<Valid>> receiver) {
        own.get(
                new TokenKey(pod, ip, audience),
                seconds,
                token -> receiver.accept(token.map(given -> new Valid(
                        given.header().token(),
                        given.secondsLeft(options.nanoTime().getAsLong())))));
    }

    /** The value of the header that Fission's router wants; empty if it wants none. */
    public Optional<String> routerAuthorization() {
        return keys.routerAuthorization();
    }

    /** The issuer of the tokens. */
    String issuer() {
        return options.issuer().orElseThrow();
    }

    /** The public keys. */
    String jwks() {
        return keys.jwks().orElseThrow();
    }
}
