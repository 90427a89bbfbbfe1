/** Frequent requests, answered without the objects that Vert.x makes for a request and its answer. */
package io.podwatcher.http.connection.direct;
