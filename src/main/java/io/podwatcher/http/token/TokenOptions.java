package io.podwatcher.http.token;

import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What the HTTP verticles need to know of tokens. Immutable; any thread.
 *
 * @param issuer TOKEN_ISSUER; empty if no key signs tokens of callers
 * @param nanoTime the clock for how long a token is used
 */
public record TokenOptions(Optional<String> issuer, LongSupplier nanoTime) {}
