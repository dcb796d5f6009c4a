// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Certificates for a server that tests connect to with encryption, all files in PEM. Made by the {@code keytool} of the
 * JVM that runs, so that none ever expires in a repository.
 *
 * @param authority the certificate of the authority that signed the server's
 * @param stranger the certificate of an authority that did not
 * @param certificate the server's certificate, if not said otherwise for the name {@code localhost} and no address
 * @param key the server's private key, readable to its owner only
 */
public record Certificates(Path authority, Path stranger, Path certificate, Path key) {

    private static final String PASSWORD = "changeit";

    /**
     * Makes new ones.
     *
     * @param folder where to
     * @return the files
     */
    public static Certificates in(Path folder) {
        return in(folder, "dns:localhost");
    }

    /**
     * Makes new ones.
     *
     * @param folder where to
     * @param names what the server's certificate is for, as keytool spells it: {@code dns:a.example,ip:10.0.0.1}
     * @return the files
     */
    public static Certificates in(Path folder, String names) {
        Path store = folder.resolve("store.p12");
        try {
            keytool(store, "authority", "-ext", "bc:c");
            keytool(store, "stranger", "-ext", "bc:c");
            keytool(store, "server", "-ext", "san=" + names, "-signer", "authority");
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            return new Certificates(
                    certificate(keys, "authority", folder),
                    certificate(keys, "stranger", folder),
                    certificate(keys, "server", folder),
                    key(keys, "server", folder));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no certificates can be made here", e);
        }
    }

    private static void keytool(Path store, String name, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-alias",
                name,
                "-dname",
                "CN=Authflux test " + name,
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("keytool failed: " + printed);
        }
    }

    private static Path certificate(KeyStore keys, String name, Path folder)
            throws IOException, GeneralSecurityException {
        Certificate certificate = keys.getCertificate(name);
        return Files.writeString(folder.resolve(name + ".pem"), pem("CERTIFICATE", certificate.getEncoded()));
    }

    private static Path key(KeyStore keys, String name, Path folder) throws IOException, GeneralSecurityException {
        Key key = keys.getKey(name, PASSWORD.toCharArray());
        Path file = Files.createFile(
                folder.resolve(name + "-key.pem"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, pem("PRIVATE KEY", key.getEncoded()));
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + what + "-----\n";
    }
}
