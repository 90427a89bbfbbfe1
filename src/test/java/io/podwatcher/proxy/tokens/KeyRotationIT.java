package io.podwatcher.proxy.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.Pauses;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.http.RawHttp;
import io.podwatcher.integration.service.RunningService;
import io.podwatcher.proxy.Callers;
import io.podwatcher.token.TestKey;
import io.podwatcher.watch.api.ClusterAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two replicas with the same key file, which they read again at different moments, by a clock that the test moves. Each
 * token is verified with the keys of the other one, which are fetched again only for a key that is unknown.
 */
class KeyRotationIT {

    private static final String QUESTION = "GET /authorize?namespace=shop HTTP/1.1\r\nHost: pod-watcher\r\n"
            + "X-Forwarded-For: " + Callers.CART + "\r\n\r\n";

    /** Between two looks at the file; the replicas have started one after the other, and look at different moments. */
    private static final Duration KEY_CHECK = Duration.ofSeconds(1);

    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final AtomicLong moved = new AtomicLong();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final Set<String> signers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger verified = new AtomicInteger();

    @Test
    void noTokenIsThereThatCannotBeVerifiedWhileKeysAreReplaced(@TempDir Path folder) throws Exception {
        // Given
        TestKey first = TestKey.create();
        TestKey second = TestKey.create();
        TestKey third = TestKey.create();
        Path file = TestKey.write(folder.resolve("key.pem"), List.of(first));
        try (ApiServer server = new ApiServer().start()) {
            Callers.addTo(server);
            try (RunningService one = replica(server, file);
                    RunningService other = replica(server, file)) {
                await().until(() -> one.status("/ready") == 200 && other.status("/ready") == 200);
                AtomicBoolean running = new AtomicBoolean(true);
                Thread load = new Thread(() -> verifyWhile(running, one, other), "verifier");
                load.start();
                awaitSigner(first);

                // When
                TestKey.write(file, List.of(second));
                awaitPublished(second, one, other);
                assertThat(signers).containsExactly(first.id());
                moved.addAndGet(Duration.ofMinutes(3).toNanos());
                awaitSigner(second);

                TestKey.write(file, List.of(second, third));
                awaitPublished(third, one, other);
                moved.addAndGet(Duration.ofMinutes(3).toNanos());
                TestKey.write(file, List.of(third, second));
                awaitSigner(third);

                // Then
                int before = verified.get();
                await().until(() -> verified.get() > before + 100);
                running.set(false);
                load.join();
                assertThat(failures).isEmpty();
                assertThat(signers).containsExactlyInAnyOrder(first.id(), second.id(), third.id());

                // When
                moved.addAndGet(Duration.ofMinutes(10).toNanos());

                // Then
                await().atMost(Duration.ofSeconds(60))
                        .until(() ->
                                !keys(one).contains(first.id()) && keys(one).contains(second.id()));
            }
        }
    }

    private RunningService replica(ApiServer server, Path file) throws Exception {
        return RunningService.start(
                new ClusterAccess(server.config(), "test"),
                () -> System.nanoTime() + moved.get(),
                Pauses.USUAL.withKeyCheck(KEY_CHECK),
                "TOKEN_KEY_FILE=" + file,
                "TRUSTED_PROXIES=127.0.0.1",
                "AUTHORIZE_MAX_AGE=10h",
                "WATCH_MAX_AGE=10h");
    }

    /** The time flies meanwhile, because a token is sent for half a minute, also when another key signs. */
    private void awaitSigner(TestKey key) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            moved.addAndGet(Duration.ofSeconds(1).toNanos());
            return signers.contains(key.id()) || !failures.isEmpty();
        });
    }

    private static void awaitPublished(TestKey key, RunningService... replicas) {
        for (RunningService replica : replicas) {
            await().atMost(Duration.ofSeconds(60)).until(() -> keys(replica).contains(key.id()));
        }
    }

    private static String keys(RunningService replica) {
        return replica.text("/.well-known/jwks.json");
    }

    /** Asks each replica for a token, and the other one for the keys. */
    private void verifyWhile(AtomicBoolean running, RunningService one, RunningService other) {
        JsonWebKeySet ofOther = parse(keys(other));
        JsonWebKeySet ofOne = parse(keys(one));
        try (RawHttp toOne = new RawHttp(one.port());
                RawHttp toOther = new RawHttp(other.port())) {
            while (running.get()) {
                ofOther = verify(toOne.send(QUESTION).read(), ofOther, other);
                ofOne = verify(toOther.send(QUESTION).read(), ofOne, one);
                // Some hundred tokens a second, and not a whole processor.
                LockSupport.parkNanos(PACE_NANOS);
            }
        } catch (RuntimeException e) {
            failures.add(e.toString());
        }
    }

    private JsonWebKeySet verify(RawHttp.Response answer, JsonWebKeySet known, RunningService issuer) {
        try {
            JsonWebSignature token = new JsonWebSignature();
            token.setCompactSerialization(answer.header("x-source-token"));
            JsonWebKeySet keys = known.findJsonWebKey(token.getKeyIdHeaderValue(), null, null, null) == null
                    ? parse(keys(issuer))
                    : known;
            token.setKey(new VerificationJwkSelector()
                    .select(token, keys.getJsonWebKeys())
                    .getKey());
            if (!token.verifySignature()) {
                failures.add("not signed by " + token.getKeyIdHeaderValue());
            }
            signers.add(token.getKeyIdHeaderValue());
            verified.incrementAndGet();
            return keys;
        } catch (JoseException | RuntimeException e) {
            failures.add(answer.headers() + ": " + e);
            return known;
        }
    }

    private static JsonWebKeySet parse(String keys) {
        try {
            return new JsonWebKeySet(keys);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
