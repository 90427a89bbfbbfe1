/**
 * The map of IPs and the rules of ownership. One verticle owns it, on one event loop; everybody else asks over the bus.
 */
package io.podwatcher.cache;
