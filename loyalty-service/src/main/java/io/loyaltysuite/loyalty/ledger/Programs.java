package io.loyaltysuite.loyalty.ledger;

import io.loyaltysuite.loyalty.ledger.Portals.Portal;
import io.loyaltysuite.loyalty.program.Settings;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Program settings for those who only look. */
@Component
public class Programs {

  private final SettingsVersions versions;

  Programs(SettingsVersions versions) {
    this.versions = versions;
  }

  /** A version of a portal's settings; zero are the defaults. */
  public Settings of(long portalId, long version) {
    var portal = new Portal(portalId, version);
    return Objects.requireNonNull(versions.inForce(List.of(portal)).get(portal));
  }
}
