/** Keeps the map equal to the API server: lists pods, watches them, and sends what has changed to the cache. */
package io.podwatcher.watch;
