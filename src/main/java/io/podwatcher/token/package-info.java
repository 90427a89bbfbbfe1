/**
 * Signs what has been decided: the keys, read from files and again when these change, and the tokens. Loaded only with
 * TOKEN_KEY_FILE or FISSION_ROUTER_KEY_FILE.
 */
package io.podwatcher.token;
