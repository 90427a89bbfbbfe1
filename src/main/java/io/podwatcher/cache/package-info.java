/**
 * The map of IPs and the rules of ownership. One verticle owns it, on one event loop; all others send it messages over
 * the bus.
 */
package io.podwatcher.cache;
