package io.podwatcher.watch.api;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.fabric8.kubernetes.client.utils.Utils;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Which API server to watch, and as whom.
 *
 * @param config fabric8's settings for it
 * @param origin where they came from, for the log
 */
public record ClusterAccess(Config config, String origin) {

    /** There is no cluster to watch; the message says what to do. */
    public static final class NotFound extends Exception {

        private static final long serialVersionUID = 1L;

        NotFound(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Looks where kubectl looks: KUBECONFIG, ~/.kube/config, the service account of a pod, in this order.
     *
     * @param variables the environment
     * @throws NotFound when there is none of them, or it cannot be used
     */
    public static ClusterAccess find(Map<String, String> variables) throws NotFound {
        Collection<String> candidates = Config.getKubeconfigFilenames();
        List<String> kubeconfigs =
                candidates.stream().filter(name -> new File(name).isFile()).toList();
        if (!kubeconfigs.isEmpty()) {
            String origin = "kubeconfig " + String.join(", ", kubeconfigs);
            Config config = load(origin);
            if (config.getFileWithCluster() == null) {
                // fabric8 would go on with the address that an API server has for the pods of its cluster.
                throw new NotFound(
                        "Cannot use " + origin + ": its current-context is missing, or names no cluster in it", null);
            }
            return new ClusterAccess(config, origin);
        }
        if (!variables.getOrDefault("KUBECONFIG", "").isBlank()) {
            throw new NotFound(
                    "KUBECONFIG names " + String.join(", ", candidates) + ", which is no file; correct it or unset it",
                    null);
        }
        if (Files.isReadable(serviceAccountToken())) {
            return new ClusterAccess(load("the service account"), "service account of this pod");
        }
        throw new NotFound(
                "No Kubernetes cluster to watch: set KUBECONFIG to a kubeconfig file, run in a cluster with a service "
                        + "account, or try it without one by mvn -Pdemo",
                null);
    }

    /** Where fabric8 looks for it, each time that it needs a new one. */
    private static Path serviceAccountToken() {
        return Path.of(Utils.getSystemPropertyOrEnvVar(
                Config.KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN_FILE_SYSTEM_PROPERTY,
                Config.KUBERNETES_SERVICE_ACCOUNT_TOKEN_PATH));
    }

    private static Config load(String origin) throws NotFound {
        try {
            Config config = Config.autoConfigure(null);
            URI.create(config.getMasterUrl());
            String authority = config.getCaCertFile();
            if (authority != null && !new File(authority).isFile()) {
                throw new IllegalArgumentException("its certificate-authority " + authority + " is no file");
            }
            settleKindOfKey(config);
            return config;
        } catch (RuntimeException e) {
            throw new NotFound("Cannot use " + origin + ", which is damaged or incomplete: " + e.getMessage(), e);
        }
    }

    /** fabric8 goes by the first line of a client's key, and takes PKCS#8, which does not say it there, for RSA. */
    private static void settleKindOfKey(Config config) {
        try {
            SSLUtils.keyManagers(config);
        } catch (GeneralSecurityException | IOException asItIs) {
            config.setClientKeyAlgo("EC");
            try {
                SSLUtils.keyManagers(config);
            } catch (GeneralSecurityException | IOException elliptic) {
                throw new IllegalArgumentException(
                        "its client-certificate and client-key are no certificate and no RSA or EC key in PEM ("
                                + asItIs.getMessage() + ")",
                        asItIs);
            }
        }
    }
}
