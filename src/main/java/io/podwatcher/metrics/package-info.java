/**
 * What Prometheus reads of the service. Each part counts what it does in the registry that it is given; this package
 * adds what nobody counts on the way, and writes it all out.
 */
package io.podwatcher.metrics;
