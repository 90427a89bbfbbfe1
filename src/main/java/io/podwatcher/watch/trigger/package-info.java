/**
 * Watches Fission's triggers and functions, with the life cycle of the pod watch, and makes the table of routes that
 * the HTTP verticles match requests with. Deployed only with FISSION=on.
 */
package io.podwatcher.watch.trigger;
