/** The TLS key pair of the port: read from PEM files, checked, and reloaded when the files change. */
package io.podwatcher.tls;
