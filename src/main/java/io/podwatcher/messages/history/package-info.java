/** Who owned which IP when: the questions that the history verticle answers, and how recording fares. */
package io.podwatcher.messages.history;
