package io.podwatcher.http.forwardauth.question;

/** The paths on which proxies ask, and what their targets begin with. */
public final class AuthorizePaths {

    /** The target's namespace is a parameter. */
    public static final String AUTHORIZE = "/authorize";

    /** Followed by the namespace, and by anything else. */
    public static final String NAMESPACE = AUTHORIZE + "/namespace/";

    /** The target is the one of Fission's router: named in headers, or by what follows. */
    public static final String FISSION = AUTHORIZE + "/fission";

    private AuthorizePaths() {}

    /** Whether the target of a request is {@code /authorize/fission}, or anything behind it. */
    public static boolean isFission(String target) {
        int end = FISSION.length();
        return target.startsWith(FISSION)
                && (target.length() == end || target.charAt(end) == '/' || target.charAt(end) == '?');
    }
}
