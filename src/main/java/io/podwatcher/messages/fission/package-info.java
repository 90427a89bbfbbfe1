/** What the watch of Fission's triggers sends to the HTTP verticles. */
package io.podwatcher.messages.fission;
