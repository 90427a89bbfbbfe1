package io.podwatcher.http;

import io.podwatcher.authorize.TrustedProxies;
import io.podwatcher.http.ui.FixedFile;
import io.podwatcher.http.ui.Page;
import java.time.Duration;
import java.util.Optional;

/**
 * The options of the HTTP endpoints. Immutable; any thread.
 *
 * @param waitMax how long a lookup may wait for its IP
 * @param watchMaxAge above this age of the map the service is not ready
 * @param authorizeMaxAge above this age of the map {@code /authorize} denies all calls
 * @param trustedProxies the proxies whose X-Forwarded-For is trusted
 * @param page the files of the page; empty if it is turned off
 * @param contract the OpenAPI document of the service
 */
public record AnswerOptions(
        Duration waitMax,
        Duration watchMaxAge,
        Duration authorizeMaxAge,
        TrustedProxies trustedProxies,
        Optional<Page> page,
        FixedFile contract) {}
