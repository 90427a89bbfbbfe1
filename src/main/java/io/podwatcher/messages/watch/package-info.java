/** What the watch verticle sends to the cache verticle: pods that have changed, and the state of the watch. */
package io.podwatcher.messages.watch;
