/** The rules of {@code /authorize}: whose call it is, and whether it is allowed. Plain code without I/O. */
package io.podwatcher.authorize;
