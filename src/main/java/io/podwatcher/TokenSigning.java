package io.podwatcher;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.http.token.TokenOptions;
import io.podwatcher.settings.InvalidSettings;
import io.podwatcher.settings.TokenSettings;
import io.podwatcher.token.InvalidTokenKey;
import io.podwatcher.token.TokenFiles;
import io.podwatcher.token.TokenVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** Deploys what signs tokens. Loaded only if something does. */
final class TokenSigning {

    private TokenSigning() {}

    /** Complete when tokens can be signed; fails with {@link InvalidSettings} if a key cannot be used. */
    static Future<?> deploy(
            Vertx vertx, TokenSettings settings, Duration keyCheck, LongSupplier nanoTime, MeterRegistry registry) {
        TokenVerticle verticle = new TokenVerticle(
                new TokenFiles(settings.keyFile(), settings.routerKeyFile()),
                settings.issuer(),
                keyCheck,
                nanoTime,
                Clock.systemUTC(),
                registry);
        return vertx.deployVerticle(verticle, SingleThreadWorker.named("tokens"))
                .recover(failure -> Future.failedFuture(
                        failure instanceof InvalidTokenKey
                                ? new InvalidSettings(List.of(failure.getMessage()))
                                : failure));
    }

    static TokenOptions options(TokenSettings settings, LongSupplier nanoTime) {
        return new TokenOptions(settings.keyFile().map(signs -> settings.issuer()), nanoTime);
    }
}
