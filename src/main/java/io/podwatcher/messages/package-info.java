/**
 * The messages between verticles: immutable records that the event bus passes by reference, never as bytes. The
 * packages watch, cache and http depend on these and the pod model, not on each other.
 */
package io.podwatcher.messages;
