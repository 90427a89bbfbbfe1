package io.podwatcher.apiserver.pods;

import java.util.regex.Pattern;

/**
 * A kind of objects as the API server names it.
 *
 * @param group the API group; empty for the core group, which pods are in
 * @param plural the last part of its path
 */
public record ObjectKind(String group, String version, String kind, String plural) {

    public static final ObjectKind POD = new ObjectKind("", "v1", "Pod", "pods");

    /** Fission's triggers, a custom resource. */
    public static final ObjectKind HTTP_TRIGGER = new ObjectKind("fission.io", "v1", "HTTPTrigger", "httptriggers");

    /** Fission's functions, a custom resource. */
    public static final ObjectKind FUNCTION = new ObjectKind("fission.io", "v1", "Function", "functions");

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** Custom resources are in JSON only. */
    public boolean isCustom() {
        return !group.isEmpty();
    }

    /** The path of its lists and watches; the only group is the namespace, null for all. */
    public Pattern path() {
        return Pattern.compile((isCustom() ? "/apis/" : "/api/") + Pattern.quote(apiVersion())
                + "(?:/namespaces/([^/]+))?/" + Pattern.quote(plural));
    }

    /** The start of an object or, with List as the suffix, of a list of them. */
    String head(String suffix) {
        return "{\"kind\":\"" + kind + suffix + "\",\"apiVersion\":\"" + apiVersion() + "\"";
    }

    /** The start of an object of a watch, up to its metadata. */
    public String head() {
        return head("");
    }

    /** What a bookmark has besides its metadata. */
    public String emptyFields() {
        return isCustom() ? "" : ",\"spec\":{\"containers\":null},\"status\":{}";
    }
}
