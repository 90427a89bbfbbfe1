/** The page for people, as files out of the jar; it knows nothing of pods, and asks for all that it shows by HTTP. */
package io.podwatcher.http.ui;
