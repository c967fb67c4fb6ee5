package io.loyaltysuite.gateway.frame;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The application's page inside portals.
 *
 * @param library the vendor's script that pages in a frame load to speak with the portal
 */
@ConfigurationProperties("gateway.frame")
record FrameProperties(@DefaultValue("https://api.bitrix24.com/api/v1/") URI library) {

  /** Scheme, host and port, as a content policy wants them. */
  String libraryOrigin() {
    return library.getScheme() + "://" + library.getRawAuthority();
  }
}
