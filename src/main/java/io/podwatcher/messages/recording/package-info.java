/** What the cache sends to the history verticle, so that it can record who owns which IP. */
package io.podwatcher.messages.recording;
