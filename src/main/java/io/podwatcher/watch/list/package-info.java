/** A list of all objects of a kind, page by page, in protobuf or JSON. */
package io.podwatcher.watch.list;
