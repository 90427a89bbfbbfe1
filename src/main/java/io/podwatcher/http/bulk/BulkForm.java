package io.podwatcher.http.bulk;

import io.podwatcher.http.exchange.BadParameter;
import java.util.Iterator;

/**
 * How the questions of one bulk request and their results are written. On the event loop of its connection.
 */
interface BulkForm {

    /** The content type of the answer. */
    String contentType();

    /**
     * Reads the next part of the body.
     *
     * @return the questions that can be answered now, each read from the part only when it is asked for
     * @throws BadParameter if the body cannot be understood; then nothing has been returned yet
     */
    Iterator<Item> read(byte[] part);

    /**
     * The body is complete.
     *
     * @return the rest of the questions
     * @throws BadParameter if the body cannot be understood; then nothing has been returned yet
     */
    Iterator<Item> end();

    /** What precedes all results. */
    String beforeAll();

    /** What precedes the fields of a result. */
    String before(Item item, boolean first);

    /** What follows the fields of a result. */
    String after();

    /** What follows all results. */
    String afterAll();
}
