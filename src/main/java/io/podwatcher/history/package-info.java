/**
 * Who owned which IP when. {@link io.podwatcher.history.HistoryVerticle} receives each change of an owner, writes
 * intervals to a database, and answers questions about the past. Loaded only with HISTORY_URL.
 */
package io.podwatcher.history;
