package io.loyaltysuite.gateway.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyaltysuite.gateway.security.Network;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
  private static final AddressRules STRICT = new AddressRules(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "192.88.99.1",
        "224.0.0.1",
        "255.255.255.255",
        "198.18.0.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "64:ff9b:1::7f00:1",
        "::ffff:0:7f00:1",
        "fd00:ec2::254",
        "fec0::1",
        "ff02::1",
        "100::1",
        "2001:db8::1",
        "3fff::1"
      })
  void refusesWhatIsNotPublic(String address) {
    assertThat(STRICT.allows(InetAddress.ofLiteral(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "95.163.1.1", "172.32.0.1", "2a00:1450:4010::1"})
  void allowsPublicAddresses(String address) {
    assertThat(STRICT.allows(InetAddress.ofLiteral(address))).isTrue();
  }

  @Test
  void allowsAPrivateNetworkThatWasNamedAndNoOther() {
    var rules = new AddressRules(List.of("10.20.0.0/16", "fd00:1::/32"));
    assertThat(rules.allows(InetAddress.ofLiteral("10.20.255.1"))).isTrue();
    assertThat(rules.allows(InetAddress.ofLiteral("10.21.0.1"))).isFalse();
    assertThat(rules.allows(InetAddress.ofLiteral("fd00:1::5"))).isTrue();
    assertThat(rules.allowedByName(InetAddress.ofLiteral("8.8.8.8"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "example.org", "10.0.0.0/x", ""})
  void refusesWhatIsNoNetwork(String text) {
    assertThatThrownBy(() -> Network.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: like 10.0.0.0/8");
  }
}
