package io.podwatcher.settings;

import io.podwatcher.log.Credentials;
import io.podwatcher.model.Cidr;
import io.podwatcher.model.Durations;
import io.podwatcher.model.Glob;
import io.podwatcher.model.Identity;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.PeerList;
import io.podwatcher.model.label.LabelSelector;
import io.podwatcher.model.label.SelectorSyntaxException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parses the value of one setting, without regard to other settings. Each parser throws IllegalArgumentException with a
 * message for the user.
 */
final class SettingParsers {

    private static final Duration MAX_WAIT = Duration.ofSeconds(60);
    private static final Duration MIN_KEEP = Duration.ofHours(1);

    /** Up to 63 letters, digits, hyphens and underscores, without a hyphen at either end. */
    private static final String LABEL = "(?!-)[A-Za-z0-9_-]{1,63}(?<!-)";

    /** Its last label is not a number: resolvers read 300.1.1.1, 1.2 and 8080 as IPv4 addresses, if at all. */
    private static final Pattern HOST_NAME = Pattern.compile("(?=.{1,253}$)(" + LABEL + "\\.)*(?![0-9]+$)" + LABEL);

    private SettingParsers() {}

    static String host(String value) {
        if (IpAddress.parse(value).isEmpty() && !HOST_NAME.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value + "' is neither an IP address nor a host name");
        }
        return value;
    }

    static String selector(String value) {
        try {
            LabelSelector.parse(value);
            return value;
        } catch (SelectorSyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    static String name(String value) {
        if (!Identity.isName(value)) {
            throw new IllegalArgumentException("'" + value + "' is not a Kubernetes name");
        }
        return value;
    }

    static String namespace(String value) {
        if (!Identity.isNamespace(value)) {
            throw new IllegalArgumentException("'" + value + "' is not the name of a namespace");
        }
        return value;
    }

    /** A pattern of annotation keys. One with a blank, or one that is a regular expression, would match no key. */
    static Glob annotationKeys(String value) {
        if (!value.matches("[A-Za-z0-9._/*-]+")) {
            throw new IllegalArgumentException("'" + value + "' matches no annotation key; write for example"
                    + " example.com/*, with commas between several");
        }
        return Glob.parse(value);
    }

    static Duration wait(String value) {
        Duration duration = Durations.parse(value);
        if (duration.compareTo(MAX_WAIT) > 0) {
            throw new IllegalArgumentException("must not be longer than 60s: no proxy waits that long");
        }
        return duration;
    }

    static Duration positive(String value) {
        Duration duration = Durations.parse(value);
        if (duration.isZero()) {
            throw new IllegalArgumentException("must be longer than 0s");
        }
        return duration;
    }

    static Duration wholeSecond(String value) {
        Duration duration = Durations.parse(value);
        if (duration.toSeconds() < 1) {
            throw new IllegalArgumentException("must be 1s or longer");
        }
        return duration;
    }

    static Duration keep(String value) {
        Duration duration = Durations.parse(value);
        if (duration.compareTo(MIN_KEEP) < 0) {
            throw new IllegalArgumentException("must be 1h or longer");
        }
        return duration;
    }

    /** A database of one of the two kinds whose drivers are there. The message does not repeat a password. */
    static String database(String value) {
        if (!value.startsWith("jdbc:h2:file:/") && !value.startsWith("jdbc:postgresql://")) {
            throw new IllegalArgumentException("'" + Credentials.hide(value) + "' is not a database that is supported;"
                    + " write for example jdbc:h2:file:/data/history or jdbc:postgresql://db:5432/history?user=...");
        }
        return value;
    }

    /** An issuer, which verifiers compare letter by letter and append a path to. */
    static String issuer(String value) {
        URI url = url(value);
        boolean isWeb = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!isWeb
                || url.getHost() == null
                || url.getRawUserInfo() != null
                || url.getRawQuery() != null
                || url.getRawFragment() != null
                || value.endsWith("/")) {
            throw new IllegalArgumentException("'" + value + "' is not the URL of an issuer; write for example"
                    + " https://pod-watcher.pod-watcher:8080, without a query and without a slash at the end");
        }
        return value;
    }

    private static URI url(String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + value + "' is not a URL: " + e.getReason(), e);
        }
    }

    static PeerList peer(String value) {
        if (Identity.isMeant(value)) {
            return PeerList.of(Identity.parse(value));
        }
        int slash = value.indexOf('/');
        Optional<IpAddress> address = IpAddress.parse(slash < 0 ? value : value.substring(0, slash));
        if (address.isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is neither an identity, an IP address nor a range; write"
                            + " for example serviceaccount:ingress/caddy, namespace:ingress, 192.168.1.11 or"
                            + " 192.168.1.0/28");
        }
        return PeerList.of(slash < 0 ? Cidr.of(address.get()) : Cidr.parse(value));
    }
}
