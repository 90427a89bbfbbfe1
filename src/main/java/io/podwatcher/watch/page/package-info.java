/** Readers of one page of a list. They read the fields that are served and skip everything else. */
package io.podwatcher.watch.page;
