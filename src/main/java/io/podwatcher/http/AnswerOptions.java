package io.podwatcher.http;

import io.podwatcher.authorize.TrustedProxies;
import java.time.Duration;

/**
 * What the answers depend on besides the map.
 *
 * @param waitMax how long a lookup may wait for its IP to come
 * @param watchMaxAge how old the map may be until not ready
 * @param authorizeMaxAge how old the map may be until nobody is let in
 * @param trustedProxies whose word counts on who calls
 */
public record AnswerOptions(
        Duration waitMax, Duration watchMaxAge, Duration authorizeMaxAge, TrustedProxies trustedProxies) {}
