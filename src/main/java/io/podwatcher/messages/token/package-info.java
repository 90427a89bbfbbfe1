/** What the HTTP verticles ask of the token verticle, and the keys that it publishes. */
package io.podwatcher.messages.token;
