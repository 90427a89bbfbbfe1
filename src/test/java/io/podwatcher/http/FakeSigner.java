package io.podwatcher.http;

import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.token.SignRequest;
import io.podwatcher.messages.token.SignedToken;
import io.podwatcher.messages.token.TokenKeys;
import io.podwatcher.messages.token.TokenKeysRequest;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands where the token verticle would: signs {@code token-1}, {@code token-2} and so on, or fails. */
public final class FakeSigner {

    public static final String ROUTER = "Bearer of-the-router";
    public static final String JWKS = "{\"keys\":[]}";

    private final Vertx vertx;
    private final List<SignRequest> requests = new CopyOnWriteArrayList<>();
    private final List<Runnable> withheld = new ArrayList<>();
    private boolean withholding;
    private boolean failing;
    private int signed;

    public FakeSigner(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Called when the messages are registered, or before. */
    public FakeSigner listen() {
        vertx.eventBus().<SignRequest>localConsumer(BusAddresses.SIGN, this::sign);
        vertx.eventBus()
                .<TokenKeysRequest>localConsumer(
                        BusAddresses.TOKEN_KEYS_REQUEST,
                        message -> message.reply(
                                new TokenKeys(Optional.of(JWKS), Optional.of(ROUTER)), BusAddresses.LOCAL));
        return this;
    }

    private synchronized void sign(Message<SignRequest> message) {
        requests.add(message.body());
        String token = "token-" + ++signed;
        Runnable reply = () -> {
            if (failing) {
                message.fail(1, "scripted failure");
            } else {
                message.reply(new SignedToken(token, message.body().seconds()), BusAddresses.LOCAL);
            }
        };
        if (withholding) {
            withheld.add(reply);
        } else {
            reply.run();
        }
    }

    /** What it was asked to sign, in this order. */
    public List<SignRequest> requests() {
        return requests;
    }

    public synchronized void fail() {
        failing = true;
    }

    /** Keeps all replies back until they are released. */
    public synchronized void withhold() {
        withholding = true;
    }

    public synchronized void release() {
        withholding = false;
        withheld.forEach(Runnable::run);
        withheld.clear();
    }
}
