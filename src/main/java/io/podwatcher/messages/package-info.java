/**
 * What the verticles say to one another: immutable records that travel over the event bus by reference, never as bytes.
 * The packages watch, cache and http know these and the pod model, and nothing of each other.
 */
package io.podwatcher.messages;
