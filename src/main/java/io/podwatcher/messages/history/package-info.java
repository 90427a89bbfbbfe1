/** Who owned which IP when: the questions that the history verticle answers, and the state of recording. */
package io.podwatcher.messages.history;
