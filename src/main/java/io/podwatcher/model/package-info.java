/**
 * What the service knows of pods, addresses and selectors, and how their notations are read. Plain values; any thread.
 */
package io.podwatcher.model;
