/** Who owned which IP when: what the cache sends to the history verticle, and the questions it answers. */
package io.podwatcher.messages.history;
