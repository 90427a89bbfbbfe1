/** {@code GET /pods}: listings that are filtered, sorted and paged, written as fast as their clients read. */
package io.podwatcher.http.listing;
