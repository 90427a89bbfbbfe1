/** The HTTP port: routes, health and metrics. Each feature has a package of its own below this one. */
package io.podwatcher.http;
