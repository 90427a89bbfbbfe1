package io.podwatcher.token;

import com.nimbusds.jose.jwk.JWKSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which key signs, and which are published. The first key of the file signs. A new one is published for {@link
 * #ANNOUNCED} before it signs; until then the previous one does. A key that has signed stays published after it has
 * left the file, for {@link #KEPT}. On the worker thread of its verticle.
 */
final class KeyRing {

    /**
     * Replicas see a changed Secret up to 100 s one after another (the kubelet's period, and ours), and verifiers do
     * not fetch keys again for 30 s after they have.
     */
    static final Duration ANNOUNCED = Duration.ofMinutes(3);

    /**
     * Longer than another replica may sign with the key after it has left the file here (100 s and {@link #ANNOUNCED}),
     * its last token, and the time for which verifiers keep keys.
     */
    static final Duration KEPT = Duration.ofMinutes(10);

    private final Map<String, Known> known = new LinkedHashMap<>();
    private List<SigningKey> inFile;
    private SigningKey signing;

    /** A published key, when it was published first, and when it was last in the file or signed. */
    private static final class Known {

        private final SigningKey key;
        private final long publishedSince;
        private long lastNeeded;

        Known(SigningKey key, long publishedSince) {
            this.key = key;
            this.publishedSince = publishedSince;
        }
    }

    /**
     * Those that are in the file at the start count as published before: other replicas may have been running for long.
     *
     * @param keys of the file, one or more
     * @param now in nanoseconds
     */
    KeyRing(List<SigningKey> keys, long now) {
        inFile = keys;
        signing = keys.get(0);
        publish(keys, now - ANNOUNCED.toNanos());
        update(now);
    }

    private void publish(List<SigningKey> keys, long since) {
        keys.forEach(key -> known.putIfAbsent(key.id(), new Known(key, since)));
    }

    /** The file has changed. */
    void replace(List<SigningKey> keys, long now) {
        inFile = keys;
        publish(keys, now);
        update(now);
    }

    /** Lets a new key sign once it has been published for long enough, and removes old keys. */
    void update(long now) {
        SigningKey first = inFile.get(0);
        if (now - known.get(first.id()).publishedSince >= ANNOUNCED.toNanos()) {
            signing = first;
        }
        inFile.forEach(key -> known.get(key.id()).lastNeeded = now);
        known.get(signing.id()).lastNeeded = now;
        known.values().removeIf(old -> now - old.lastNeeded > KEPT.toNanos());
    }

    /** The key for new tokens. */
    SigningKey signing() {
        return signing;
    }

    /** How many keys are published. */
    int size() {
        return known.size();
    }

    /** All public keys, as a JSON Web Key Set. */
    String jwks() {
        return new JWKSet(new ArrayList<>(
                        known.values().stream().map(old -> old.key.published()).toList()))
                .toString(true);
    }
}
