/**
 * Who follows the map: streams of server-sent events that begin with all pods and go on with each change. What all of them
 * are told is encoded once and shared.
 */
package io.podwatcher.http.events;
