/**
 * The map from IP to pod: who claims and who owns an address, the tables by address, a list in progress, and how much
 * memory all answers may take. Plain code without the event bus; one thread.
 */
package io.podwatcher.cache.index;
