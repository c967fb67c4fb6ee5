package io.loyaltysuite.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry whose certificate no public authority signed. */
class RegistryTlsTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private Path folder;
  private HttpsServer registry;
  private Path certificate;

  @BeforeEach
  void startRegistry() throws Exception {
    var store = selfSigned();
    certificate = folder.resolve("registry.crt");
    var encoded =
        Base64.getMimeEncoder().encodeToString(store.getCertificate("registry").getEncoded());
    Files.writeString(
        certificate, "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
    registry = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.setHttpsConfigurator(new HttpsConfigurator(proving(store)));
    registry.createContext(
        "/",
        exchange -> {
          var answer = "{\"schema\":\"{}\"}".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    registry.start();
  }

  @AfterEach
  void stopRegistry() {
    registry.stop(0);
  }

  @Test
  void believesARegistryThatItsAuthorityVouchesFor() {
    assertThat(ask(certificate)).isEqualTo(new RegistryAnswer.Text("{}"));
  }

  @Test
  void doesNotBelieveItOtherwise() {
    assertThat(ask(null)).isInstanceOf(RegistryAnswer.Away.class);
  }

  @Test
  void doesNotStartOnAFileWithoutCertificate() throws Exception {
    var empty = Files.createFile(folder.resolve("empty.crt"));
    assertThatThrownBy(() -> ask(empty)).hasMessage("registry ca certificate: none in " + empty);
    var absent = folder.resolve("absent.crt");
    assertThatThrownBy(() -> ask(absent)).hasMessageContaining(absent.toString());
  }

  private RegistryAnswer ask(@Nullable Path caCertificate) {
    var url = URI.create("https://127.0.0.1:" + registry.getAddress().getPort());
    var settings = new CodecSettings(url, true, Duration.ofSeconds(10), caCertificate);
    try (var client = new RegistryClient(settings)) {
      return client.fetch(1);
    }
  }

  private KeyStore selfSigned() throws Exception {
    var store = folder.resolve("registry.p12");
    var command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of("-genkeypair", "-alias", "registry", "-keyalg", "EC"));
    command.addAll(List.of("-dname", "CN=registry", "-ext", "san=ip:127.0.0.1"));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", new String(PASSWORD)));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    return KeyStore.getInstance(store.toFile(), PASSWORD);
  }

  private static SSLContext proving(KeyStore store) throws Exception {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
