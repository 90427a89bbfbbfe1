package io.podwatcher.authorize;

import io.podwatcher.model.Pod;

/**
 * A service account that a pod may run as.
 *
 * @param namespace the service account's, or empty for any that the rule allows: a pod and its service account are
 *     always in one namespace
 * @param name the service account's name, never empty
 */
record ServiceAccount(String namespace, String name) {

    /**
     * Reads {@code namespace/name} or {@code name}.
     *
     * @throws IllegalArgumentException when it is neither
     */
    static ServiceAccount parse(String text) {
        int slash = text.indexOf('/');
        ServiceAccount account = new ServiceAccount(text.substring(0, Math.max(slash, 0)), text.substring(slash + 1));
        if (account.name.isEmpty() || account.name.indexOf('/') >= 0 || slash == 0) {
            throw new IllegalArgumentException("serviceAccount: '" + text + "' is neither a name nor namespace/name");
        }
        return account;
    }

    boolean isOf(Pod pod) {
        return name.equals(pod.serviceAccount()) && (namespace.isEmpty() || namespace.equals(pod.namespace()));
    }
}
