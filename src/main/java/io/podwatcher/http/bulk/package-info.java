/** {@code POST /lookup}: who owns each of many IPs. */
package io.podwatcher.http.bulk;
