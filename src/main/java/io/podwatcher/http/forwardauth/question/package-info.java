/** What proxies ask of {@code /authorize}, and what is decided about it, before it is answered. */
package io.podwatcher.http.forwardauth.question;
