/**
 * Requests while they arrive: how long and how large they may be, and what a request that breaks a limit is answered.
 */
package io.podwatcher.http.connection.request;
