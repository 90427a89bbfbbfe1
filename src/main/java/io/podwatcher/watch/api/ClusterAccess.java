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
 * The API server to watch and the credentials for it. Immutable; any thread.
 *
 * @param config fabric8's configuration for it
 * @param origin where the configuration was found, for the log
 */
public record ClusterAccess(Config config, String origin) {

    /** No usable cluster configuration was found; the message tells the user what to do. */
    public static final class NotFound extends Exception {

        private static final long serialVersionUID = 1L;

        NotFound(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Searches like kubectl: KUBECONFIG, ~/.kube/config, the service account of a pod, in this order.
     *
     * @param variables the environment
     * @throws NotFound if there is none of them, or the first found cannot be used
     */
    public static ClusterAccess find(Map<String, String> variables) throws NotFound {
        Collection<String> candidates = Config.getKubeconfigFilenames();
        List<String> kubeconfigs =
                candidates.stream().filter(name -> new File(name).isFile()).toList();
        if (!kubeconfigs.isEmpty()) {
            String origin = "kubeconfig " + String.join(", ", kubeconfigs);
            Config config = load(origin);
            if (config.getFileWithCluster() == null) {
                // fabric8 would fall back to the API server's in-cluster address.
                throw new NotFound(
                        "Cannot use " + origin + ": its current-context is missing, or names no cluster in it", null);
            }
            return new ClusterAccess(config, origin);
        }
        if (!variables.getOrDefault("KUBECONFIG", "").isBlank()) {
            throw new NotFound(
                    "KUBECONFIG names " + String.join(", ", candidates)
                            + ", which is not a file; correct it or unset it",
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

    /** The file from which fabric8 reads the token whenever it needs a new one. */
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
                throw new IllegalArgumentException("its certificate-authority " + authority + " is not a file");
            }
            detectKeyAlgorithm(config);
            return config;
        } catch (RuntimeException e) {
            throw new NotFound("Cannot use " + origin + ", which is damaged or incomplete: " + e.getMessage(), e);
        }
    }

    /**
     * Detects an EC key in PKCS#8: fabric8 decides by the first line of the file, which does not show it, and assumes
     * RSA.
     */
    private static void detectKeyAlgorithm(Config config) {
        try {
            SSLUtils.keyManagers(config);
        } catch (GeneralSecurityException | IOException asItIs) {
            config.setClientKeyAlgo("EC");
            try {
                SSLUtils.keyManagers(config);
            } catch (GeneralSecurityException | IOException elliptic) {
                throw new IllegalArgumentException(
                        "its client-certificate and client-key are not a certificate and an RSA or EC key in PEM ("
                                + asItIs.getMessage() + ")",
                        asItIs);
            }
        }
    }
}
