package io.podwatcher.demo;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fission's functions and HTTPTriggers in the homelab; a guest claims URLs under another namespace's prefix. */
final class HomelabTriggers {

    /** The namespaces that the router would serve. */
    static final String NAMESPACES = "shop,media,guest";

    private static final String API = "fission.io/v1";

    private final KubernetesClient client;

    HomelabTriggers(KubernetesClient client) {
        this.client = client;
    }

    /** Creates all of them. */
    void create() {
        // The embedded API server sets the time of creation itself. Those of guest are created first, and come first if
        // the second is the same, so the order is the same in each run.
        trigger("guest", "sale", Map.of("relativeurl", "/shop/sale", "methods", List.of("GET")), Map.of());
        // The router picks an exact URL before a prefix, whichever namespace it is of.
        trigger("guest", "gift", Map.of("relativeurl", "/shop/gift", "methods", List.of("GET")), Map.of());
        trigger("shop", "cart", Map.of("relativeurl", "/shop/cart", "methods", List.of("GET", "POST")), Map.of());
        trigger("shop", "catalogue", Map.of("prefix", "/shop/", "methods", List.of("GET")), Map.of());
        trigger(
                "media",
                "thumbnails",
                Map.of("relativeurl", "/media/{album}/thumbnails", "methods", List.of("GET")),
                Map.of("pod-watcher/allow", "serviceaccount:shop/storefront"));
        trigger("shop", "sale", Map.of("relativeurl", "/shop/sale", "methods", List.of("GET")), Map.of());
    }

    /** A trigger, and the function of the same name. */
    private void trigger(String namespace, String name, Map<String, Object> route, Map<String, String> annotations) {
        create("Function", "functions", resource("Function", namespace, name).build());
        GenericKubernetesResource trigger = resource("HTTPTrigger", namespace, name)
                .editMetadata()
                .withAnnotations(annotations)
                .endMetadata()
                .addToAdditionalProperties("spec", spec(name, route))
                .build();
        create("HTTPTrigger", "httptriggers", trigger);
    }

    private static Map<String, Object> spec(String function, Map<String, Object> route) {
        Map<String, Object> spec = new HashMap<>(route);
        spec.put("functionref", Map.of("type", "name", "name", function));
        return spec;
    }

    private static GenericKubernetesResourceBuilder resource(String kind, String namespace, String name) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(API)
                .withKind(kind)
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata();
    }

    private void create(String kind, String plural, GenericKubernetesResource resource) {
        resources(kind, plural).resource(resource).create();
    }

    /** Changes one of each kind in a way that matters to nobody: the embedded API server sends no bookmarks. */
    void touch() {
        touch(resources("Function", "functions"));
        touch(resources("HTTPTrigger", "httptriggers"));
    }

    private static void touch(
            MixedOperation<
                            GenericKubernetesResource,
                            GenericKubernetesResourceList,
                            Resource<GenericKubernetesResource>>
                    resources) {
        Resource<GenericKubernetesResource> cart = resources.inNamespace("shop").withName("cart");
        GenericKubernetesResource touched = new GenericKubernetesResourceBuilder(cart.get())
                .editMetadata()
                .addToAnnotations("touched", Instant.now().toString())
                .endMetadata()
                .build();
        resources.resource(touched).update();
    }

    private MixedOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            resources(String kind, String plural) {
        return client.genericKubernetesResources(new ResourceDefinitionContext.Builder()
                .withGroup("fission.io")
                .withVersion("v1")
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build());
    }
}
