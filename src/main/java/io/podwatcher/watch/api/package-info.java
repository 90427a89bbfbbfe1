/**
 * Access to the API server through fabric8's client: configuration, the watch, and failures as messages for the user.
 */
package io.podwatcher.watch.api;
