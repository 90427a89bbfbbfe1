/** What all endpoints share: how parameters are read and how JSON and errors are written. */
package io.podwatcher.http.exchange;
