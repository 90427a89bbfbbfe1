/**
 * Compresses event streams once for all of their subscribers.
 *
 * <p>Subscribers join and leave at any time, so each is sent a different sequence of the same parts. RFC 1952 allows a
 * gzip member for each part, but browsers stop reading at the end of the first member. Therefore everything that one
 * client is sent is a single member: a header, parts and a trailer. Only the trailer is made for that client, because
 * it holds the CRC-32 of the text that the client was sent.
 *
 * <p>A CRC computed for each client would read every byte once for each of them. {@link Checksum} combines the CRCs of
 * the parts instead, which takes the same few instructions for a part of any length. Neither the JDK nor a library on
 * the class path offers zlib's {@code crc32_combine}.
 *
 * <p>Plain Java without Vert.x and Netty. On the event loop of one hub.
 */
package io.podwatcher.http.events.gzip;
