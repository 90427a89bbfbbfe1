/** A pod as the API server sends it, reduced to what is served, and its encoded answer. */
package io.podwatcher.watch.pod;
