/** The key pair of the port: read from PEM files, checked, and read again when the files change. */
package io.podwatcher.tls;
