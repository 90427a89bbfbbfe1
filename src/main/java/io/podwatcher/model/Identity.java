package io.podwatcher.model;

import java.util.regex.Pattern;

/**
 * Who a pod is, whatever its address: the service account it runs as, or its namespace. Immutable; any thread.
 *
 * @param namespace the namespace, never empty
 * @param serviceAccount the service account in it; empty for every pod of the namespace
 */
public record Identity(String namespace, String serviceAccount) {

    private static final String SERVICE_ACCOUNT = "serviceaccount:";
    private static final String NAMESPACE = "namespace:";

    /** RFC 1123 label, as Kubernetes requires of a namespace. */
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** RFC 1123 subdomain, as Kubernetes requires of service accounts and nodes. */
    private static final Pattern SUBDOMAIN = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    /** The service account that a pod runs as. */
    public static Identity of(Pod pod) {
        return new Identity(pod.namespace(), pod.serviceAccount());
    }

    /** Whether this text begins as an identity does. */
    public static boolean isMeant(String text) {
        return text.startsWith(SERVICE_ACCOUNT) || text.startsWith(NAMESPACE);
    }

    /** Whether this is a valid name of a namespace. */
    public static boolean isNamespace(CharSequence name) {
        return LABEL.matcher(name).matches();
    }

    /** Whether this is a valid name of most other objects. */
    public static boolean isName(CharSequence name) {
        return SUBDOMAIN.matcher(name).matches();
    }

    /**
     * Reads {@code serviceaccount:<namespace>/<name>} or {@code namespace:<name>}.
     *
     * @throws IllegalArgumentException when it is neither; the message says what would be right
     */
    public static Identity parse(String text) {
        if (text.startsWith(NAMESPACE)) {
            Identity all = new Identity(text.substring(NAMESPACE.length()), "");
            if (isNamespace(all.namespace)) {
                return all;
            }
        } else if (text.startsWith(SERVICE_ACCOUNT)) {
            String[] parts = text.substring(SERVICE_ACCOUNT.length()).split("/", -1);
            if (parts.length == 2 && isNamespace(parts[0]) && isName(parts[1])) {
                return new Identity(parts[0], parts[1]);
            }
        }
        throw new IllegalArgumentException("'" + text
                + "' is not an identity; write for example serviceaccount:ingress/caddy or namespace:ingress");
    }

    /** Whether the pod is in the namespace and, where one is named, runs as the service account. */
    public boolean isOf(Pod pod) {
        return namespace.equals(pod.namespace())
                && (serviceAccount.isEmpty() || serviceAccount.equals(pod.serviceAccount()));
    }

    @Override
    public String toString() {
        return serviceAccount.isEmpty() ? NAMESPACE + namespace : SERVICE_ACCOUNT + namespace + "/" + serviceAccount;
    }
}
