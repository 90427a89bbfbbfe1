/** Requests on arrival: how long they may take, how large they may be, and the answer to one that exceeds a limit. */
package io.podwatcher.http.connection.request;
