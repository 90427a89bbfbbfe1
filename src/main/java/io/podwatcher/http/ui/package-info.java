/** The page for people, as files from the jar; its scripts request everything that they show over HTTP. */
package io.podwatcher.http.ui;
