/**
 * Keeps up with the objects of one kind: a client, a list followed by a watch, and their life cycle. Which kind, and
 * what becomes of its objects, is said by the verticle that owns it.
 */
package io.podwatcher.watch.resource;
