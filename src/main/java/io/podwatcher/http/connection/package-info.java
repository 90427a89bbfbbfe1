/**
 * The connections of the port before HTTP: how many there may be, which are closed to make room, and how much the
 * kernel and Netty may buffer for each. It knows Netty and Vert.x's transport; nothing else of the service does.
 */
package io.podwatcher.http.connection;
