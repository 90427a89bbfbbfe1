package io.podwatcher.messages.token;

/** Sent to the token verticle, which replies with {@link TokenKeys}: what it has published last. */
public record TokenKeysRequest() {}
