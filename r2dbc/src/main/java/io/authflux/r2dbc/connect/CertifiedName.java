// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Compares the host as the URL has it with the names in a certificate (RFC 6125: alternative names only, a wildcard for
 * the whole first label only). r2dbc-mysql's own verifier is given what the name service makes of the address, which is
 * for whoever answers there to choose.
 */
record CertifiedName(String host) implements HostnameVerifier {

    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    @Override
    public boolean verify(String resolved, SSLSession session) {
        try {
            X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
            Collection<List<?>> names = Objects.requireNonNullElse(certificate.getSubjectAlternativeNames(), List.of());
            return names.stream().anyMatch(this::matches);
        } catch (SSLPeerUnverifiedException | CertificateParsingException e) {
            return false;
        }
    }

    private boolean matches(List<?> name) {
        String text = String.valueOf(name.get(1)).toLowerCase(Locale.ROOT);
        return isAddress()
                ? name.get(0).equals(ADDRESS) && isSameAddress(host, text)
                : name.get(0).equals(DNS) && (text.equals(bare()) || text.equals("*" + afterFirstLabel()));
    }

    private boolean isAddress() {
        return host.indexOf(':') >= 0 || host.matches("[0-9.]+");
    }

    private String bare() {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** With the dot. A name of one label has no wildcard: no name in a certificate ends with a dot. */
    private String afterFirstLabel() {
        int dot = bare().indexOf('.');
        return dot < 0 ? "." : bare().substring(dot);
    }

    /** Both are addresses already, so that no name service is asked. */
    private static boolean isSameAddress(String one, String other) {
        try {
            return InetAddress.getByName(one).equals(InetAddress.getByName(other));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
