/** How the log stays readable when something goes wrong again and again. All packages may know it. */
package io.podwatcher.log;
