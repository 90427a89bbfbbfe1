package io.podwatcher.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The files of the keys, and how they are read. At least one is given. Immutable; any thread that may block.
 *
 * @param key TOKEN_KEY_FILE, PEM: private keys, the first of which signs
 * @param router FISSION_ROUTER_KEY_FILE: the key that Fission's router has in JWT_SIGNING_KEY
 */
public record TokenFiles(Optional<Path> key, Optional<Path> router) {

    private static final String KEY_SETTING = "TOKEN_KEY_FILE";
    private static final String ROUTER_SETTING = "FISSION_ROUTER_KEY_FILE";

    /** Ten keys are 3 KB; a file of another kind should not fill the memory. */
    private static final long MAX_BYTES = 64 * 1024;

    /** The content of both files, read one after the other; of a file that is not given, nothing. */
    record Content(byte[] key, byte[] router) {

        boolean isSame(Content other) {
            return Arrays.equals(key, other.key) && Arrays.equals(router, other.router);
        }

        /** Without the keys. */
        @Override
        public String toString() {
            return "Content";
        }
    }

    Content read() throws InvalidTokenKey {
        return new Content(read(KEY_SETTING, key), read(ROUTER_SETTING, router));
    }

    private static byte[] read(String setting, Optional<Path> file) throws InvalidTokenKey {
        return file.isEmpty() ? new byte[0] : read(setting, file.get());
    }

    private static byte[] read(String setting, Path file) throws InvalidTokenKey {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new InvalidTokenKey(setting + ": " + file + " is larger than " + MAX_BYTES + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new InvalidTokenKey(setting + ": there is no file " + file, e);
        } catch (IOException e) {
            throw new InvalidTokenKey(setting + ": " + file + " cannot be read: " + e, e);
        }
    }

    /** The keys in the content, the signing one first; none if no file is given. */
    List<SigningKey> keys(Content content) throws InvalidTokenKey {
        return key.isEmpty()
                ? List.of()
                : PemKeys.parse(KEY_SETTING + " " + key.get(), new String(content.key(), StandardCharsets.ISO_8859_1));
    }

    /** The router's key in the content; empty if no file is given. */
    Optional<RouterKey> routerKey(Content content) throws InvalidTokenKey {
        return router.isEmpty()
                ? Optional.empty()
                : Optional.of(RouterKey.of(ROUTER_SETTING + " " + router.get(), content.router()));
    }
}
