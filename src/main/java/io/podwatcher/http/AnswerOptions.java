package io.podwatcher.http;

import io.podwatcher.authorize.AllowedClients;
import io.podwatcher.authorize.TrustedProxies;
import io.podwatcher.http.history.HistoryOptions;
import io.podwatcher.http.token.TokenOptions;
import io.podwatcher.http.ui.FixedFile;
import io.podwatcher.http.ui.Page;
import java.time.Duration;
import java.util.Optional;

/**
 * The options of the HTTP endpoints. Immutable; any thread.
 *
 * @param waitMax how long a lookup may wait for its IP
 * @param watchMaxAge above this age of the map the service is not ready
 * @param authorizeMaxAge seconds since the API server confirmed the map, from which on every call is denied
 * @param audit whether calls that would be denied are answered with 200
 * @param trustedProxies who may name a caller in X-Forwarded-For
 * @param allowedClients who may read the map
 * @param fission whether the routes of Fission's router are watched
 * @param tokens what to know of tokens; empty if none are signed
 * @param history what to know of the history; empty if none is kept
 * @param page the page for users; empty when there is none
 * @param contract the OpenAPI document of this service
 */
public record AnswerOptions(
        Duration waitMax,
        Duration watchMaxAge,
        long authorizeMaxAge,
        boolean audit,
        TrustedProxies trustedProxies,
        AllowedClients allowedClients,
        boolean fission,
        Optional<TokenOptions> tokens,
        Optional<HistoryOptions> history,
        Optional<Page> page,
        FixedFile contract) {}
