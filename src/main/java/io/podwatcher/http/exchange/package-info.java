/** Shared by all endpoints: reading parameters, and writing JSON and errors. */
package io.podwatcher.http.exchange;
