package io.podwatcher.e2e;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The account, role and binding of manifests/base under names of the test's own. On the thread of a test. */
final class ServiceRights implements AutoCloseable {

    static final String ACCOUNT = "pod-watcher";

    private static final Path BASE = Path.of("manifests", "base");
    private static final Path COMPONENT = Path.of("manifests", "components", "fission", "clusterrole.yaml");

    private final KubernetesClient client;
    private final String namespace;

    /** Makes the account, which may do nothing yet. */
    ServiceRights(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
        client.resource(new ServiceAccountBuilder(read("serviceaccount.yaml", ServiceAccount.class))
                        .editMetadata()
                        .withNamespace(namespace)
                        .withName(ACCOUNT)
                        .endMetadata()
                        .build())
                .create();
    }

    /** Gives the account what the manifests give it. */
    void grant() {
        client.resource(role().build()).create();
        bind();
    }

    /** The same, but for one verb. */
    void grantAllBut(String verb) {
        ClusterRoleBuilder role = role();
        role.editRule(0).removeFromVerbs(verb).endRule();
        client.resource(role.build()).create();
        bind();
    }

    /** Gives the account what the manifests give it with the component fission. */
    void grantFission() {
        client.resource(role().addToRules(fissionRule()).build()).create();
        bind();
    }

    /** The same, but for one of Fission's kinds. */
    void grantFissionAllBut(String plural) {
        PolicyRule rule = fissionRule();
        rule.getResources().remove(plural);
        client.resource(role().addToRules(rule).build()).create();
        bind();
    }

    private PolicyRule fissionRule() {
        List<?> patch = read(COMPONENT, List.class);
        Object rule = ((Map<?, ?>) patch.get(0)).get("value");
        return client.getKubernetesSerialization().convertValue(rule, PolicyRule.class);
    }

    private ClusterRoleBuilder role() {
        return new ClusterRoleBuilder(read("clusterrole.yaml", ClusterRole.class))
                .editMetadata()
                .withName(namespace)
                .withLabels(Cluster.OURS)
                .endMetadata();
    }

    private void bind() {
        client.resource(new ClusterRoleBindingBuilder(read("clusterrolebinding.yaml", ClusterRoleBinding.class))
                        .editMetadata()
                        .withName(namespace)
                        .withLabels(Cluster.OURS)
                        .endMetadata()
                        .editRoleRef()
                        .withName(namespace)
                        .endRoleRef()
                        .editSubject(0)
                        .withNamespace(namespace)
                        .withName(ACCOUNT)
                        .endSubject()
                        .build())
                .create();
    }

    /** A token of the account, as its pod would be given one. */
    String token() {
        return client.serviceAccounts()
                .inNamespace(namespace)
                .withName(ACCOUNT)
                .tokenRequest()
                .getStatus()
                .getToken();
    }

    private <T> T read(String file, Class<T> type) {
        return read(BASE.resolve(file), type);
    }

    private <T> T read(Path file, Class<T> type) {
        try {
            return client.getKubernetesSerialization().unmarshal(Files.readString(file), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes everything back that is outside the namespace. */
    @Override
    public void close() {
        client.rbac().clusterRoleBindings().withName(namespace).delete();
        client.rbac().clusterRoles().withName(namespace).delete();
    }
}
