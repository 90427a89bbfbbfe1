package io.podwatcher.proxy.forgeries;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.podwatcher.proxy.Gateway;
import io.podwatcher.proxy.Snippet;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import tools.jackson.core.type.TypeReference;

/** The snippets for NGINX Gateway Fabric, where it puts them, in a server of the same nginx. */
class NginxGatewayFabricForgeriesIT extends Forgeries {

    private static final String SERVER = """
            server {
                listen 8000;
                %s
                location / {
                    %s
                    proxy_pass http://upstream:8080;
                }
            }
            """;

    @Override
    protected int open(Gateway gateway) throws IOException {
        String filter = Snippet.documented("nginx-gateway-fabric.yaml").text().split("\n---\n")[0];
        JsonArray snippets = new JsonObject(
                        Serialization.unmarshal(filter, new TypeReference<Map<String, Object>>() {}))
                .getJsonObject("spec")
                .getJsonArray("snippets");
        return gateway.nginx(new Snippet(
                        SERVER.formatted(value(snippets, 0, "http.server"), value(snippets, 1, "http.server.location")))
                .with("pod-watcher.pod-watcher.svc.cluster.local:8080", gateway.podWatcher())
                .passesOnTo("upstream:8080", gateway.upstream.port()));
    }

    private static String value(JsonArray snippets, int number, String context) {
        assertThat(snippets.getJsonObject(number).getString("context")).isEqualTo(context);
        return snippets.getJsonObject(number).getString("value");
    }
}
