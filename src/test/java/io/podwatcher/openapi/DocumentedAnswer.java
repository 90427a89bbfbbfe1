package io.podwatcher.openapi;

/**
 * One answer that the document promises.
 *
 * @param type of the content; empty without content
 * @param kind the reason of an error, or the name of an event; empty where there is only one kind
 */
public record DocumentedAnswer(String method, String path, String status, String type, String kind) {}
