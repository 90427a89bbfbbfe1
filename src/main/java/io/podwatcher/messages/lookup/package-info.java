/** Who owns these IPs, and the lookups that wait until an IP has an owner. */
package io.podwatcher.messages.lookup;
