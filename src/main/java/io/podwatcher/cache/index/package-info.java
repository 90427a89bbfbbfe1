/**
 * The map of IPs to pods: who claims and who owns an address, the tables by address, a list in progress, and how much
 * memory all answers may take. Plain code that knows neither bus nor loop; one thread.
 */
package io.podwatcher.cache.index;
