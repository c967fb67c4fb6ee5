package io.loyaltysuite.simulator;

import io.loyaltysuite.simulator.http.Answer;
import io.loyaltysuite.simulator.php.PhpForm;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * One rendering of an application's page inside a portal (protocol 6.6): a frame whose first
 * request is a form post with the user's tokens, unsigned.
 *
 * @param sid new for every rendering
 * @param portalPage address of the portal's own page, for a browser
 * @param page the application's page with the query that the portal adds
 * @param body form that is posted there, encoded
 * @param finished completed when the page inside calls {@code BX24.installFinish()}
 */
public record AppFrame(
    String sid, URI portalPage, URI page, String body, CompletableFuture<Void> finished) {

  static final String PATH = "/frame/";
  static final String LIBRARY_PATH = "/api/v1";

  /**
   * What applications load as the vendor's library; knows what an installation needs. The frame's
   * name says where to speak to, as {@code domain|protocol|sid}.
   */
  static Answer library() {
    return Answer.text(
        200,
        "text/javascript",
        """
        (function () {
          var place = window.name.split("|");
          function tell(command) {
            parent.postMessage(command + "::" + place[2], (place[1] === "1" ? "https://" : "http://") + place[0]);
          }
          window.BX24 = {
            init: function (ready) { setTimeout(ready, 0); },
            installFinish: function () { tell("setInstallFinish"); },
            fitWindow: function () { tell("resizeWindow"); }
          };
        })();
        """);
  }

  /** The portal's page: posts the form into the frame and listens to it. */
  Answer shown(String name) {
    var fields = new StringBuilder();
    PhpForm.decode(body)
        .forEach(
            (field, value) ->
                fields.append(
                    "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n"
                        .formatted(field, escaped(String.valueOf(value)))));
    return Answer.text(
        200,
        "text/html",
        """
        <!DOCTYPE html>
        <html><head><title>Portal</title><link rel="icon" href="data:,"></head>
        <body>
        <h1>Portal %s</h1>
        <p id="installation">unfinished</p>
        <iframe name="%s" width="900" height="500"></iframe>
        <form method="post" action="%s" target="%s">
        %s</form>
        <script>
        window.addEventListener("message", function (event) {
          if (String(event.data) === "setInstallFinish::%s") {
            fetch("%s/finish", {method: "POST"}).then(function () {
              document.getElementById("installation").textContent = "finished";
            });
          }
        });
        document.forms[0].submit();
        </script>
        </body></html>
        """
            .formatted(
                escaped(name),
                window(),
                escaped(page.toString()),
                window(),
                fields,
                sid,
                portalPage));
  }

  /** The frame's name tells the library where it is. */
  private String window() {
    Map<String, Object> query = PhpForm.decode(page.getRawQuery());
    return escaped(query.get("DOMAIN") + "|" + query.get("PROTOCOL") + "|" + sid);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
