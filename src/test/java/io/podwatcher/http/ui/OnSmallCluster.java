package io.podwatcher.http.ui;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A browser, and the same few pods for all tests of a class, which do not change them. */
abstract class OnSmallCluster extends InBrowser {

    static SmallCluster cluster;

    @BeforeAll
    static void startCluster() throws Exception {
        cluster = new SmallCluster();
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }
}
