package io.podwatcher.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.Messages;
import io.podwatcher.messages.token.SignRequest;
import io.podwatcher.messages.token.SignedToken;
import io.podwatcher.messages.token.TokenKeys;
import io.podwatcher.messages.token.TokenKeysRequest;
import io.podwatcher.messages.token.TokenSubject;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What it signs is verified by another library. */
@ExtendWith(VertxExtension.class)
class TokenVerticleTest {

    private static final String ISSUER = "http://pod-watcher.pod-watcher:8080";
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00.750Z");
    private static final String ROUTER_KEY = "rOuTeRkEy1234567890x";
    private static final TokenSubject CART = new TokenSubject("uid-cart", "shop", "cart", "till", "10.42.0.5");

    @TempDir
    private Path folder;

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong nanos = new AtomicLong();
    private final TestKey first = TestKey.create();
    private final TestKey second = TestKey.create();
    private Path keyFile;
    private Path routerFile;
    private Vertx vertx;

    @BeforeEach
    void writeKeys(Vertx running) throws Exception {
        vertx = running;
        Messages.register(vertx);
        keyFile = TestKey.write(folder.resolve("tls.key"), List.of(first));
        routerFile = TestKey.write(folder.resolve("router"), ROUTER_KEY);
    }

    private void start() throws Exception {
        start(new TokenFiles(Optional.of(keyFile), Optional.of(routerFile)));
    }

    private void start(TokenFiles files) throws Exception {
        vertx.deployVerticle(
                        new TokenVerticle(
                                files,
                                ISSUER,
                                Duration.ofMillis(5),
                                nanos::get,
                                Clock.fixed(NOW, ZoneOffset.UTC),
                                registry),
                        new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER))
                .await(20, TimeUnit.SECONDS);
    }

    @Test
    void aTokenSaysWhatIsKnownOfTheCallerAndNoMore() throws Exception {
        // Given
        start();

        // When
        SignedToken token = sign(100);

        // Then
        JwtClaims claims = verify(token.text());
        assertThat(token.seconds()).isEqualTo(60);
        assertThat(claims.getClaimsMap())
                .containsOnlyKeys("iss", "sub", "aud", "iat", "exp", "kubernetes.io", "ip", "assurance")
                .containsEntry("sub", "system:serviceaccount:shop:till")
                .containsEntry("aud", "shop")
                .containsEntry("ip", "10.42.0.5")
                .containsEntry("assurance", "ip")
                .containsEntry(
                        "kubernetes.io",
                        Map.of(
                                "namespace", "shop",
                                "pod", Map.of("name", "cart", "uid", "uid-cart"),
                                "serviceaccount", Map.of("name", "till")));
        assertThat(claims.getIssuedAt().getValue()).isEqualTo(NOW.getEpochSecond());
        assertThat(claims.getExpirationTime().getValue()).isEqualTo(NOW.getEpochSecond() + 60);
    }

    @Test
    void aTokenExpiresWhenTheMapMayBeTooOld() throws Exception {
        // Given
        start();

        // When
        SignedToken token = sign(7);

        // Then
        assertThat(verify(token.text()).getExpirationTime().getValue()).isEqualTo(NOW.getEpochSecond() + 7);
    }

    @Test
    void aReplacedKeyGoesOnSigningUntilTheNewOneIsKnown() throws Exception {
        // Given
        start();

        // When
        TestKey.write(keyFile, List.of(second));

        // Then
        await().until(() -> jwks().contains(second.id()));
        assertThat(keyOf(sign(60))).isEqualTo(first.id());
        nanos.addAndGet(KeyRing.ANNOUNCED.toNanos());
        await().until(() -> keyOf(sign(60)).equals(second.id()));
        assertThat(jwks()).contains(first.id());
        nanos.addAndGet(KeyRing.KEPT.toNanos() + 1);
        await().until(() -> !jwks().contains(first.id()));
        assertThat(registry.get("pod.watcher.token.keys").gauge().value()).isEqualTo(1);
    }

    @Test
    void aFileThatCannotBeUsedIsCountedForAsLongAsItStaysAndTheOldKeySignsOn() throws Exception {
        // Given
        start();

        // When
        TestKey.write(keyFile, "not a key");

        // Then
        await().until(() -> failures() > 2);
        assertThat(keyOf(sign(60))).isEqualTo(first.id());

        // When
        Files.delete(keyFile);

        // Then
        double before = failures();
        await().until(() -> failures() > before + 2);
        verify(sign(60).text());

        // When
        TestKey.write(keyFile, List.of(first, second));

        // Then
        await().until(() -> jwks().contains(second.id()));
    }

    @Test
    void theRoutersTokenIsOneThatTheRouterAccepts() throws Exception {
        // Given
        start();

        // When
        String authorization = keys().routerAuthorization().orElseThrow();

        // Then
        assertThat(authorization).startsWith("Bearer ");
        JsonWebSignature token = new JsonWebSignature();
        token.setCompactSerialization(authorization.substring("Bearer ".length()));
        HmacKey key = new HmacKey(ROUTER_KEY.getBytes());
        token.setKey(key);
        token.setDoKeyValidation(false);
        assertThat(token.getAlgorithmHeaderValue()).isEqualTo(AlgorithmIdentifiers.HMAC_SHA256);
        assertThat(token.verifySignature()).isTrue();
        JwtClaims claims = JwtClaims.parse(token.getPayload());
        assertThat(claims.getClaimsMap()).containsOnlyKeys("iss", "exp");
        assertThat(claims.getExpirationTime().getValue()).isEqualTo(NOW.getEpochSecond() + 60);
    }

    @Test
    void theRoutersKeyAloneSignsNoTokensOfCallers() throws Exception {
        // Given
        start(new TokenFiles(Optional.empty(), Optional.of(routerFile)));

        // When // Then
        assertThat(keys().jwks()).isEmpty();
        assertThat(keys().routerAuthorization()).isPresent();
        assertThatThrownBy(() -> sign(60)).hasMessageContaining("there is no key to sign with");
    }

    @Test
    void aRoutersKeyThatChangesIsUsed() throws Exception {
        // Given
        start();
        String before = keys().routerAuthorization().orElseThrow();

        // When
        TestKey.write(routerFile, "another key of the router");

        // Then
        await().until(() -> !keys().routerAuthorization().orElseThrow().equals(before));
    }

    @Test
    void itDoesNotStartWithAKeyThatCannotBeUsed() throws Exception {
        assertThatThrownBy(() -> start(new TokenFiles(Optional.of(folder.resolve("none")), Optional.empty())))
                .hasMessage("TOKEN_KEY_FILE: there is no file " + folder.resolve("none"));
        assertThatThrownBy(() -> start(new TokenFiles(Optional.of(folder), Optional.empty())))
                .hasMessageContaining("TOKEN_KEY_FILE: " + folder + " cannot be read");
        Path large = Files.write(folder.resolve("large"), new byte[65 * 1024]);
        assertThatThrownBy(() -> start(new TokenFiles(Optional.of(large), Optional.empty())))
                .hasMessageContaining("is larger than 65536 bytes");
        Path weak = Files.writeString(folder.resolve("weak"), "serverless");
        assertThatThrownBy(() -> start(new TokenFiles(Optional.empty(), Optional.of(weak))))
                .hasMessageContaining("FISSION_ROUTER_KEY_FILE " + weak + " has 10 bytes")
                .hasMessageContaining("can be guessed");
    }

    private SignedToken sign(long seconds) {
        return ask(BusAddresses.SIGN, new SignRequest(CART, "shop", seconds));
    }

    private TokenKeys keys() {
        return ask(BusAddresses.TOKEN_KEYS_REQUEST, new TokenKeysRequest());
    }

    private <T> T ask(String address, Object request) {
        try {
            return vertx.eventBus()
                    .<T>request(address, request)
                    .map(Message::body)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e);
        }
    }

    private String jwks() {
        return keys().jwks().orElseThrow();
    }

    private double failures() {
        return registry.get("pod.watcher.token.key.reload.failures").counter().count();
    }

    private static String keyOf(SignedToken token) throws Exception {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setCompactSerialization(token.text());
        return signature.getKeyIdHeaderValue();
    }

    /** By the published keys. */
    private JwtClaims verify(String token) throws Exception {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setCompactSerialization(token);
        assertThat(signature.getAlgorithmHeaderValue())
                .isEqualTo(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver((jws, context) -> {
                    try {
                        return new VerificationJwkSelector()
                                .select(jws, new JsonWebKeySet(jwks()).getJsonWebKeys())
                                .getKey();
                    } catch (org.jose4j.lang.JoseException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .setExpectedIssuer(ISSUER)
                .setExpectedAudience("shop")
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromSeconds(NOW.getEpochSecond()))
                .build()
                .processToClaims(token);
    }
}
