package io.podwatcher.proxy;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.pods.ApiPod;

/** The callers of these tests: loopback addresses that the API server lists as the IPs of pods. */
public final class Callers {

    /** The only one whose calls are allowed: a pod of the namespace shop. */
    public static final String CART = "127.0.0.2";

    /** The service account of the test server's pods. */
    public static final String ACCOUNT = "amber-badger-0";

    /** A pod of the namespace media. */
    public static final String PLAYER = "127.0.0.3";

    /** An address of no pod. */
    public static final String NOBODY = "127.0.0.4";

    /** The address of a node, on which a pod of shop uses the host network. */
    public static final String NODE = "127.0.0.5";

    /** A pod of shop that is being deleted. */
    public static final String LEAVING = "127.0.0.6";

    /** Two pods of shop claim it. */
    public static final String TWO = "127.0.0.7";

    /** The IPv6 address of the pod of media. */
    public static final String PLAYER_6 = "::1";

    /** An IPv6 address of the pod of shop, which makes no calls here. */
    public static final String CART_6 = "fd00:42::2";

    private Callers() {}

    public static void addTo(ApiServer server) {
        server.put(ApiPod.running("shop", "cart", "uid-cart", CART, CART_6));
        server.put(ApiPod.running("media", "player", "uid-player", PLAYER, PLAYER_6));
        server.put(ApiPod.running("shop", "agent", "uid-agent", NODE).onHostNetwork());
        server.put(ApiPod.running("shop", "leaving", "uid-leaving", LEAVING).beingDeleted());
        server.put(ApiPod.running("shop", "one", "uid-one", TWO));
        server.put(ApiPod.running("shop", "two", "uid-two", TWO));
    }
}
