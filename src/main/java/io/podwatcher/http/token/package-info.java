/**
 * Tokens as the HTTP verticles pass them on: those that were signed are used again, and the public keys are shown.
 * Loaded only with TOKEN_KEY_FILE or FISSION_ROUTER_KEY_FILE.
 */
package io.podwatcher.http.token;
