/** A list of all pods, page by page, in protobuf or JSON. */
package io.podwatcher.watch.list;
