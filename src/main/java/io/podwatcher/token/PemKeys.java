package io.podwatcher.token;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads private keys out of PEM: those of PKCS#8, and of the older form that OpenSSL calls EC PRIVATE KEY (SEC 1). Any
 * thread.
 */
final class PemKeys {

    private static final String BEGIN = "-----BEGIN ";
    private static final Pattern BLOCK =
            Pattern.compile(BEGIN + "([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    /** OpenSSL writes the curve in front of a key, and again in the key. */
    private static final String PARAMETERS = "EC PARAMETERS";

    private static final byte[] EC_KEY = HexFormat.of().parseHex("2a8648ce3d0201");
    private static final byte[] P_256 = HexFormat.of().parseHex("2a8648ce3d030107");
    private static final byte[] RSA = HexFormat.of().parseHex("2a864886f70d010101");

    /** Ends the message about every key that is not one of P-256. */
    private static final String WANTED =
            "; ES256 needs one of P-256: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256, or with"
                    + " cert-manager privateKey: {algorithm: ECDSA, size: 256}";

    private PemKeys() {}

    /**
     * Reads all keys, in their order.
     *
     * @param where the setting and the file, for messages
     * @return one or more, no two alike
     * @throws InvalidTokenKey when there is none, or one that cannot sign
     */
    static List<SigningKey> parse(String where, String pem) throws InvalidTokenKey {
        List<SigningKey> keys = new ArrayList<>();
        int blocks = 0;
        for (Matcher block = BLOCK.matcher(pem); block.find(); blocks++) {
            if (!block.group(1).equals(PARAMETERS)) {
                keys.add(key(where, block.group(1), block.group(2)));
            }
        }
        if (pem.split(BEGIN, -1).length - 1 != blocks) {
            throw new InvalidTokenKey(where + " has a PEM block without its end");
        }
        if (keys.isEmpty()) {
            throw new InvalidTokenKey(where + " has no private key in PEM (" + BEGIN + "PRIVATE KEY-----)");
        }
        if (keys.stream().map(SigningKey::id).distinct().count() < keys.size()) {
            throw new InvalidTokenKey(where + " has the same key twice");
        }
        return List.copyOf(keys);
    }

    private static SigningKey key(String where, String type, String body) throws InvalidTokenKey {
        if (type.equals("RSA PRIVATE KEY")) {
            throw new InvalidTokenKey(where + " has an RSA key" + WANTED);
        }
        if (type.equals("ENCRYPTED PRIVATE KEY") || body.contains("ENCRYPTED")) {
            throw new InvalidTokenKey(where + " has a key that is encrypted; it must be readable without a password");
        }
        if (!Set.of("PRIVATE KEY", "EC PRIVATE KEY").contains(type)) {
            throw new InvalidTokenKey(where + " has a " + type + "; it may have private keys only");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(body);
            Der ec = type.equals("PRIVATE KEY") ? pkcs8(where, der) : new Der(der).enter(Der.SEQUENCE);
            return ecKey(where, ec, type.equals("PRIVATE KEY"));
        } catch (IllegalArgumentException e) {
            throw new InvalidTokenKey(where + " has a key that cannot be read: " + e.getMessage(), e);
        }
    }

    /** PrivateKeyInfo of RFC 5208; returns the fields of the key in it. */
    private static Der pkcs8(String where, byte[] der) throws InvalidTokenKey {
        Der info = new Der(der).enter(Der.SEQUENCE);
        info.integer();
        Der algorithm = info.enter(Der.SEQUENCE);
        byte[] id = algorithm.read(Der.OBJECT_ID);
        if (!Arrays.equals(id, EC_KEY)) {
            throw new InvalidTokenKey(where
                    + (Arrays.equals(id, RSA) ? " has an RSA key" : " has a key that is not of a NIST curve")
                    + WANTED);
        }
        requireCurve(where, algorithm);
        return new Der(info.read(Der.OCTETS)).enter(Der.SEQUENCE);
    }

    /** ECPrivateKey of RFC 5915. */
    private static SigningKey ecKey(String where, Der key, boolean curveIsKnown) throws InvalidTokenKey {
        key.integer();
        byte[] secret = key.read(Der.OCTETS);
        if (key.isNext(Der.explicit(0))) {
            requireCurve(where, key.enter(Der.explicit(0)));
        } else if (!curveIsKnown) {
            throw new InvalidTokenKey(where + " has a key that does not name its curve" + WANTED);
        }
        if (!key.isNext(Der.explicit(1))) {
            throw new InvalidTokenKey(
                    where + " has a key without its public part; openssl ec -in old.pem -out new.pem adds it");
        }
        byte[] point = key.enter(Der.explicit(1)).read(Der.BITS);
        return SigningKey.of(where, secret, point);
    }

    private static void requireCurve(String where, Der parameters) throws InvalidTokenKey {
        if (!parameters.isNext(Der.OBJECT_ID) || !Arrays.equals(parameters.read(Der.OBJECT_ID), P_256)) {
            throw new InvalidTokenKey(where + " has a key of another curve than P-256" + WANTED);
        }
    }
}
