/** Questions about the map as a whole: pages of it, changes since a number, its state; besides, load and metrics. */
package io.podwatcher.messages.map;
