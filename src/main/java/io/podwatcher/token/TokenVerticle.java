package io.podwatcher.token;

import com.nimbusds.jose.JOSEException;
import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.token.SignRequest;
import io.podwatcher.messages.token.TokenKeys;
import io.podwatcher.messages.token.TokenKeysRequest;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs tokens for the HTTP verticles, and checks whether the files of the keys have changed. A worker verticle,
 * because a signature takes some hundred microseconds and files block. They are compared by content: a mounted Secret
 * changes by switching a symlink, which need not change any modification time.
 */
public final class TokenVerticle extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(TokenVerticle.class);

    private final TokenFiles files;
    private final TokenWriter writer;
    private final Duration checkInterval;
    private final LongSupplier nanoTime;
    private final Clock clock;
    private final MeterRegistry registry;
    private TokenMeters meters;
    private Optional<KeyRing> ring = Optional.empty();
    private Optional<RouterKey> router = Optional.empty();
    private TokenFiles.Content inUse;
    private TokenFiles.Content refused;
    private String problem = "";
    private TokenKeys published = TokenKeys.NONE;

    /**
     * @param files where the keys are; the start fails with {@link InvalidTokenKey} if one cannot be used
     * @param issuer TOKEN_ISSUER
     * @param checkInterval how often to check the files, and to publish the keys
     * @param nanoTime the clock for how long keys are published
     * @param clock the time of day, for when tokens expire
     * @param registry the registry for its meters
     */
    public TokenVerticle(
            TokenFiles files,
            String issuer,
            Duration checkInterval,
            LongSupplier nanoTime,
            Clock clock,
            MeterRegistry registry) {
        this.files = files;
        this.writer = new TokenWriter(issuer);
        this.checkInterval = checkInterval;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.registry = registry;
    }

    @Override
    public Future<?> start() throws InvalidTokenKey, JOSEException {
        use(files.read());
        meters = new TokenMeters(registry);
        publish();
        vertx.eventBus().<SignRequest>localConsumer(BusAddresses.SIGN, this::sign);
        vertx.eventBus()
                .<TokenKeysRequest>localConsumer(
                        BusAddresses.TOKEN_KEYS_REQUEST, message -> message.reply(published, BusAddresses.LOCAL));
        vertx.setPeriodic(checkInterval.toMillis(), timer -> check());
        ring.ifPresent(keys ->
                log.info("Tokens: signed with key {}, issuer {}", keys.signing().id(), writer.issuer()));
        return Future.succeededFuture();
    }

    private void sign(Message<SignRequest> message) {
        try {
            SigningKey key = ring.orElseThrow(() -> new IllegalStateException("there is no key to sign with"))
                    .signing();
            message.reply(writer.sign(message.body(), key, clock.instant()), BusAddresses.LOCAL);
            meters.signed();
        } catch (JOSEException | RuntimeException e) {
            log.error("A token could not be signed", e);
            message.fail(-1, e.getMessage());
        }
    }

    private void check() {
        try {
            TokenFiles.Content found = files.read();
            if (refused != null && found.isSame(refused)) {
                meters.failed();
            } else if (found.isSame(inUse)) {
                // A failure that comes again is logged again.
                refused = null;
                problem = "";
            } else {
                // Set before they are used, so that content that fails is not tried again.
                refused = found;
                use(found);
                refused = null;
                problem = "";
                log.info("Tokens: the keys in use were read again, {}", describe());
            }
        } catch (InvalidTokenKey e) {
            keepOld(e);
        }
        ring.ifPresent(this::update);
        try {
            publish();
        } catch (JOSEException e) {
            log.error("The token of Fission's router could not be signed", e);
        }
    }

    private void update(KeyRing keys) {
        String before = keys.signing().id();
        keys.update(nanoTime.getAsLong());
        if (!keys.signing().id().equals(before)) {
            log.info("Tokens: now signed with key {}", keys.signing().id());
        }
    }

    private void use(TokenFiles.Content found) throws InvalidTokenKey {
        List<SigningKey> keys = files.keys(found);
        router = files.routerKey(found);
        if (ring.isPresent()) {
            ring.get().replace(keys, nanoTime.getAsLong());
        } else if (!keys.isEmpty()) {
            ring = Optional.of(new KeyRing(keys, nanoTime.getAsLong()));
        }
        inUse = found;
    }

    private String describe() {
        return ring.map(keys -> keys.size() + " are published").orElse("that of Fission's router");
    }

    private void keepOld(InvalidTokenKey failure) {
        meters.failed();
        if (!problem.equals(failure.getMessage())) {
            problem = failure.getMessage();
            log.error("Tokens: the keys in use are kept: {}", problem);
        }
    }

    /** At each check, because the token of the router expires, and old keys are forgotten. */
    private void publish() throws JOSEException {
        Optional<String> authorization =
                router.isEmpty() ? Optional.empty() : Optional.of(router.get().authorization(clock.instant()));
        published = new TokenKeys(ring.map(KeyRing::jwks), authorization);
        meters.published(ring.map(KeyRing::size).orElse(0));
        vertx.eventBus().publish(BusAddresses.TOKEN_KEYS, published, BusAddresses.LOCAL);
    }
}
