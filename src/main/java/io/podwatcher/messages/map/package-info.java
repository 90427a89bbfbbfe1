/** Requests about the map as a whole: pages, changes since a position, its status; and for load and metrics. */
package io.podwatcher.messages.map;
