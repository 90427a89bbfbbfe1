/**
 * The connections of the port below HTTP: how many there may be, which are closed to make room, and how much the kernel
 * and Netty may buffer for each. Only this package and the one below depend on Netty's channels and Vert.x's internals.
 */
package io.podwatcher.http.connection;
