/** A pod as the API server sends it, reduced to the fields that are served, and its encoded answer. */
package io.podwatcher.watch.pod;
