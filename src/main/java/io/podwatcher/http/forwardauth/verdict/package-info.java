/** Owns the verdicts of {@code /authorize}: writes each as an answer, counts it, logs denials, and records it. */
package io.podwatcher.http.forwardauth.verdict;
