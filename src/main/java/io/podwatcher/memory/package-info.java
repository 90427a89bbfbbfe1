/**
 * The memory outside the heap that buffers of the network take: how much there is, and what happens when it is
 * exhausted.
 */
package io.podwatcher.memory;
