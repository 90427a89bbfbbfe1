/** Talks to the API server through fabric8's client: access, the watch, and failures as one plain sentence. */
package io.podwatcher.watch.api;
