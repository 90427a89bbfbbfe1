/** Keeps the log readable and non-blocking when something fails again and again. All packages may use it. */
package io.podwatcher.log;
