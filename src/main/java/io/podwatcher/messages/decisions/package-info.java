/** The decisions that the HTTP verticles report, and the request for all of them. */
package io.podwatcher.messages.decisions;
