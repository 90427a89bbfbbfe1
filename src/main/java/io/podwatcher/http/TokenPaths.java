package io.podwatcher.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.http.forwardauth.Callers;
import io.podwatcher.http.forwardauth.TokenEndpoint;
import io.podwatcher.http.lookup.LookupBatcher;
import io.podwatcher.http.token.KeyDocuments;
import io.podwatcher.http.token.Tokens;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * The paths that are answered only with keys, 404 otherwise. Written without lambdas, each of which would load the
 * classes of its parameters, and these are to be loaded only with keys. On the event loop of one HTTP verticle.
 *
 * @param tokens empty if nothing is signed
 * @param own GET /token; empty too if only the token of Fission's router is signed
 * @param keys those of /.well-known; empty with it
 */
record TokenPaths(Optional<Tokens> tokens, Optional<TokenEndpoint> own, Optional<KeyDocuments> keys) {

    /** The paths when nothing is signed. */
    static final TokenPaths OFF = new TokenPaths(Optional.empty(), Optional.empty(), Optional.empty());

    static TokenPaths of(
            AnswerOptions answers, EventBus bus, LookupBatcher lookups, Callers callers, MeterRegistry registry) {
        if (answers.tokens().isEmpty()) {
            return OFF;
        }
        Tokens tokens = new Tokens(bus, answers.tokens().get(), registry);
        if (!tokens.areSigned()) {
            return new TokenPaths(Optional.of(tokens), Optional.empty(), Optional.empty());
        }
        return new TokenPaths(
                Optional.of(tokens),
                Optional.of(new TokenEndpoint(lookups, callers, answers.authorizeMaxAge(), tokens, registry)),
                Optional.of(new KeyDocuments(tokens)));
    }

    /** Complete when the keys are known. */
    Future<?> start() {
        return tokens.isPresent() ? tokens.get().start() : Future.succeededFuture();
    }

    void answerOwn(HttpServerRequest request) {
        if (own.isPresent()) {
            own.get().handle(request);
        } else {
            refuse(request);
        }
    }

    void answerKeys(HttpServerRequest request) {
        if (keys.isPresent()) {
            keys.get().keys(request);
        } else {
            refuse(request);
        }
    }

    void answerDiscovery(HttpServerRequest request) {
        if (keys.isPresent()) {
            keys.get().discovery(request);
        } else {
            refuse(request);
        }
    }

    private static void refuse(HttpServerRequest request) {
        JsonReplies.error(
                request.response(), 404, "tokens_off", "No tokens are signed here: TOKEN_KEY_FILE is not set");
    }
}
