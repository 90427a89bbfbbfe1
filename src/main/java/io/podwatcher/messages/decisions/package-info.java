/** What the HTTP verticles report of their decisions, and what they ask for of all of them. */
package io.podwatcher.messages.decisions;
