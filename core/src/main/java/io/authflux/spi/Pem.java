// SPDX-License-Identifier: Apache-2.0
package io.authflux.spi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Certificates and keys as text, which an option holds itself or names the file of. Prints as the name of the file.
 *
 * @param text the content
 * @param origin where it is from, for a message: never the content
 */
record Pem(String text, String origin) {

    private static final int LONGEST_NAME = 255;
    private static final String BEGIN = "-----BEGIN ";
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----", Pattern.DOTALL);

    /** Reads the file, if it is one. */
    static Pem read(String textOrPath) throws IOException {
        return textOrPath.contains(BEGIN)
                ? new Pem(textOrPath, origin(textOrPath))
                : new Pem(Files.readString(path(textOrPath), StandardCharsets.ISO_8859_1), origin(textOrPath));
    }

    private static Path path(String name) throws IOException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new IOException("no name of a file");
        }
    }

    static String origin(String textOrPath) {
        return isName(textOrPath) ? textOrPath : "the text that is given";
    }

    /** What is no file and has no dot, as Base64 has none, may be a key whose first line was lost: it is not printed. */
    private static boolean isName(String text) {
        if (text.contains(BEGIN) || text.length() > LONGEST_NAME || text.indexOf('\n') >= 0) {
            return false;
        }
        try {
            return text.indexOf('.') >= 0 || Files.exists(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** All certificates, which must be one at least. */
    List<X509Certificate> certificates() throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        for (Matcher block = BLOCK.matcher(text); block.find(); ) {
            if (block.group(1).endsWith("CERTIFICATE")) {
                certificates.add(
                        (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(content(block))));
            }
        }
        if (certificates.isEmpty()) {
            throw new CertificateException("no certificate");
        }
        return certificates;
    }

    /** The first thing of a kind. */
    Optional<byte[]> find(String kind) throws GeneralSecurityException {
        for (Matcher block = BLOCK.matcher(text); block.find(); ) {
            if (block.group(1).equals(kind)) {
                return Optional.of(content(block));
            }
        }
        return Optional.empty();
    }

    private static byte[] content(Matcher block) throws GeneralSecurityException {
        try {
            return Base64.getMimeDecoder().decode(block.group(2));
        } catch (IllegalArgumentException e) {
            throw new CertificateException("not Base64");
        }
    }

    @Override
    public String toString() {
        return origin;
    }
}
