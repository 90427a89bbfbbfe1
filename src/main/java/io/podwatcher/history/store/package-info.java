/** The database of the history: its connections, its schema and all SQL. Its methods block. */
package io.podwatcher.history.store;
