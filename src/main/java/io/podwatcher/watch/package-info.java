/** Keeps the map equal to the API server: lists pods, watches them, and sends the changes to the cache. */
package io.podwatcher.watch;
