package io.podwatcher.http.forwardauth;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.http.FakeSigner;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.podwatcher.http.token.TokenOptions;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A verticle that gives tokens, with a clock of its own. */
abstract class WithTokens extends AskingAboutFission {

    static final String ISSUER = "http://pod-watcher.test:8080";
    static final String SHOP = "/authorize?namespace=shop";

    final AtomicLong clock = new AtomicLong(-7);
    final AtomicBoolean broken = new AtomicBoolean();
    final MeterRegistry registry = new SimpleMeterRegistry();
    FakeSigner signer;

    @Override
    protected Service start(Vertx vertx) {
        signer = new FakeSigner(vertx).listen();
        return Service.startWithTokens(vertx, new TokenOptions(Optional.of(ISSUER), this::nanoTime), audit(), registry);
    }

    /** Fails, as a bug would, while {@link #broken} is set. */
    private long nanoTime() {
        if (broken.get()) {
            throw new IllegalStateException("scripted failure");
        }
        return clock.get();
    }

    boolean audit() {
        return false;
    }

    void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    /** Asks as a trusted proxy does. */
    RawHttp.Response asks(String target) {
        return ask(PROXY, forwarded(target, CART));
    }

    String token(String target) {
        return asks(target).header("x-source-token");
    }
}
