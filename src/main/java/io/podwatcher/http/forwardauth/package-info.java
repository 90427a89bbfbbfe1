/** {@code /authorize}: answers a proxy whether a call may pass. The rules are in {@code io.podwatcher.authorize}. */
package io.podwatcher.http.forwardauth;
