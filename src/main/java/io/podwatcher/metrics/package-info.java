/**
 * The metrics. Each part registers its own meters; this package adds those of the process and of the cache, and writes
 * them all out.
 */
package io.podwatcher.metrics;
