package io.podwatcher.http.token;

import io.podwatcher.messages.token.TokenSubject;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;

/**
 * Identifies a token by the pod's UID, so that the token of a replaced pod is never given to its successor. The names
 * never change while the UID is the same, so they are not compared. Keeps no pod, whose answer may be large. Immutable;
 * any thread.
 */
final class TokenKey {

    private final String uid;
    private final String namespace;
    private final String name;
    private final String serviceAccount;
    private final IpAddress ip;
    private final String audience;

    TokenKey(Pod pod, IpAddress ip, String audience) {
        this.uid = pod.uid();
        this.namespace = pod.namespace();
        this.name = pod.name();
        this.serviceAccount = pod.serviceAccount();
        this.ip = ip;
        this.audience = audience;
    }

    TokenSubject subject() {
        return new TokenSubject(uid, namespace, name, serviceAccount, ip.toString());
    }

    String audience() {
        return audience;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenKey key
                && uid.equals(key.uid)
                && ip.equals(key.ip)
                && audience.equals(key.audience);
    }

    @Override
    public int hashCode() {
        return (uid.hashCode() * 31 + ip.hashCode()) * 31 + audience.hashCode();
    }
}
