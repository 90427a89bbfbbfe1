/** The environment variables of the service: names, defaults and parsers, read and checked once at the start. */
package io.podwatcher.settings;
