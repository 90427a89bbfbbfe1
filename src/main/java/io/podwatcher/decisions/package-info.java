/** Who has called what, in bounded tables, and the lines that would allow exactly that. */
package io.podwatcher.decisions;
