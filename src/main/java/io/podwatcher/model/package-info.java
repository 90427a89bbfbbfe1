/** Pods and addresses as plain values, and the parsers of their notations. Any thread. */
package io.podwatcher.model;
