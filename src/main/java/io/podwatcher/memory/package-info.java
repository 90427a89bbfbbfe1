/** The off-heap memory of network buffers: its limit, and what happens when it is exhausted. */
package io.podwatcher.memory;
