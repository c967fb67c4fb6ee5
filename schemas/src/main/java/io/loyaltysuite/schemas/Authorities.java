package io.loyaltysuite.schemas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Authorities of one's own that vouch for a server. */
final class Authorities {

  private Authorities() {}

  /**
   * Trusts the certificates of a PEM file and no others.
   *
   * @throws IllegalArgumentException when there is no such file or no certificate in it
   */
  static SSLContext trusting(Path pem) {
    try {
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(storeOf(pem));
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("registry ca certificate: " + pem + ": " + e, e);
    }
  }

  private static KeyStore storeOf(Path pem) throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (var file = Files.newInputStream(pem)) {
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
        store.setCertificateEntry("authority-" + store.size(), certificate);
      }
    }
    if (store.size() == 0) {
      throw new IllegalArgumentException("registry ca certificate: none in " + pem);
    }
    return store;
  }
}
