package io.podwatcher.http.token;

import io.podwatcher.http.exchange.SourceTokenHeader;
import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.token.SignRequest;
import io.podwatcher.messages.token.SignedToken;
import io.vertx.core.AsyncResult;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The most recently signed tokens, by pod, address and audience. From half of its life on, a token is signed anew in
 * the background while it is still given, so that frequent callers never wait. On the event loop of one HTTP verticle.
 */
final class SignedTokens {

    private static final Logger log = LoggerFactory.getLogger(SignedTokens.class);

    /** A thousand signatures take less than half a second. A verdict must not wait longer than this for its token. */
    static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final DeliveryOptions WITHIN_TIMEOUT =
            new DeliveryOptions(BusAddresses.LOCAL).setSendTimeout(TIMEOUT.toMillis());

    private final EventBus bus;
    private final LongSupplier nanoTime;
    private final int maxWaiting;
    private final OmittedTokens omitted;
    private final RateLimit warnings = new RateLimit(1);
    private final Map<TokenKey, Given> given;
    private final Map<TokenKey, List<Consumer<Optional<Given>>>> waiting = new HashMap<>();
    private int waitingReceivers;

    /**
     * A token, and for how long it can be given.
     *
     * @param header has the JWT
     * @param expires when it expires, in nanoseconds of the same clock
     * @param nanos how long it was valid when it was signed
     */
    record Given(SourceTokenHeader header, long expires, long nanos) {

        boolean isPastHalf(long now) {
            return expires - now < nanos / 2;
        }

        /** Whether so little is left that it may expire on its way, for example while a function starts. */
        boolean isInLastQuarter(long now) {
            return expires - now < nanos / 4;
        }

        /** Whole seconds until it expires. */
        long secondsLeft(long now) {
            return Duration.ofNanos(expires - now).toSeconds();
        }
    }

    /**
     * @param maxTokens how many tokens are kept, of about 1 KB each
     * @param maxWaiting how many requests may wait for a signature
     */
    SignedTokens(EventBus bus, LongSupplier nanoTime, int maxTokens, int maxWaiting, OmittedTokens omitted) {
        this.bus = bus;
        this.nanoTime = nanoTime;
        this.maxWaiting = maxWaiting;
        this.omitted = omitted;
        this.given = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<TokenKey, Given> longestAgo) {
                return size() > maxTokens;
            }
        };
    }

    /**
     * Gives a token, at once or when it is signed.
     *
     * @param seconds how long it may be valid at the most, from 1 to {@link SignRequest#MAX_SECONDS}. A token that
     *     was signed before may be given: the moment at which the map becomes too old only ever moves on
     * @param receiver gets nothing if too many wait already, or the signature failed
     */
    void get(TokenKey key, long seconds, Consumer<Optional<Given>> receiver) {
        long now = nanoTime.getAsLong();
        Given known = given.get(key);
        if (known == null || known.secondsLeft(now) <= 0) {
            await(key, seconds, receiver);
            return;
        }
        boolean lastsLonger = lastsLonger(known, seconds, now);
        if (lastsLonger && known.isInLastQuarter(now)) {
            await(key, seconds, fresh -> receiver.accept(fresh.or(() -> valid(known))));
            return;
        }
        if (lastsLonger && known.isPastHalf(now) && waiting.size() < maxWaiting) {
            sign(key, seconds);
        }
        receiver.accept(Optional.of(known));
    }

    private Optional<Given> valid(Given known) {
        return known.secondsLeft(nanoTime.getAsLong()) > 0 ? Optional.of(known) : Optional.empty();
    }

    /** Whether a new one would last longer: without news of the API server, all expire within the same second. */
    private static boolean lastsLonger(Given known, long seconds, long now) {
        return Duration.ofSeconds(seconds - 1).toNanos() > known.expires() - now;
    }

    private void await(TokenKey key, long seconds, Consumer<Optional<Given>> receiver) {
        if (waitingReceivers >= maxWaiting) {
            omitted.overloaded();
            receiver.accept(Optional.empty());
            return;
        }
        waitingReceivers++;
        sign(key, seconds).add(receiver);
    }

    /** Requests a token unless that is under way already; returns the receivers that wait for it. */
    private List<Consumer<Optional<Given>>> sign(TokenKey key, long seconds) {
        List<Consumer<Optional<Given>>> receivers = waiting.get(key);
        if (receivers == null) {
            receivers = new ArrayList<>(1);
            waiting.put(key, receivers);
            // Taken before it is sent, so that the token is no longer given when it expires.
            long asked = nanoTime.getAsLong();
            bus.<SignedToken>request(
                            BusAddresses.SIGN, new SignRequest(key.subject(), key.audience(), seconds), WITHIN_TIMEOUT)
                    .onComplete(reply -> signed(key, asked, reply));
        }
        return receivers;
    }

    private void signed(TokenKey key, long asked, AsyncResult<Message<SignedToken>> reply) {
        List<Consumer<Optional<Given>>> receivers = waiting.remove(key);
        waitingReceivers -= receivers.size();
        Optional<Given> token =
                reply.succeeded() ? Optional.of(given(asked, reply.result().body())) : Optional.empty();
        token.ifPresentOrElse(signed -> given.put(key, signed), () -> failed(receivers.size(), reply.cause()));
        receivers.forEach(receiver -> receiver.accept(token));
    }

    private static Given given(long asked, SignedToken token) {
        long nanos = Duration.ofSeconds(token.seconds()).toNanos();
        return new Given(new SourceTokenHeader(token.text()), asked + nanos, nanos);
    }

    private void failed(int receivers, Throwable cause) {
        omitted.failed(receivers);
        warnings.report(1, times -> log.warn("{} tokens could not be signed: {}", times, cause.getMessage()));
    }
}
