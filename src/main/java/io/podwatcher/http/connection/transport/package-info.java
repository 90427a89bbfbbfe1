/** Vert.x's transports, adapted: Vert.x offers no other access to the sockets that it opens. */
package io.podwatcher.http.connection.transport;
