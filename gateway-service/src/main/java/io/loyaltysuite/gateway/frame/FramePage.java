package io.loyaltysuite.gateway.frame;

import io.loyaltysuite.gateway.portal.AppEvents.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.util.HtmlUtils;

/** The page that a portal frames, in the portal's language. All its sentences are here. */
final class FramePage {

  /** A sentence in both languages. */
  private record Sentence(String ru, String en) {
    String in(String language) {
      return language.equals("ru") ? ru : en;
    }
  }

  private static final Sentence TITLE = new Sentence("Программа лояльности", "Loyalty program");

  private static final Map<Progress, Sentence> STAGES =
      Map.of(
          Progress.CHECKING,
          new Sentence(
              "Проверяем, что приложение ставит администратор этого портала…",
              "Checking that an administrator of this portal installs the application…"),
          Progress.REGISTERING,
          new Sentence(
              "Портал подтверждён. Добавляем действия и роботов…",
              "The portal is confirmed. Adding activities and robots…"),
          Progress.DONE,
          new Sentence(
              "Готово: действия и роботы программы лояльности есть в бизнес-процессах портала.",
              "Done: the activities and robots of the loyalty program are in the portal's processes."),
          Progress.REFUSED,
          new Sentence(
              "Установка отклонена. Откройте эту страницу ещё раз под администратором портала.",
              "The installation was refused. Open this page again as an administrator of the portal."),
          Progress.ABANDONED,
          new Sentence(
              "Портал подтверждён, но не принял действия. Проверьте тариф и права приложения.",
              "The portal is confirmed, but did not take the activities. Check its plan and the"
                  + " application's rights."),
          Progress.UNKNOWN,
          new Sentence(
              "Нет связи с приложением. Страница попробует ещё раз сама.",
              "The application cannot be reached. This page tries again by itself."));

  private static final Sentence INSTALLED =
      new Sentence(
          "Приложение установлено. Действия и роботы находятся в конструкторе бизнес-процессов.",
          "The application is installed. Its activities and robots are in the process designer.");

  private static final Sentence UNAVAILABLE =
      new Sentence(
          "Приложение сейчас не может сохранить установку. Откройте страницу ещё раз через минуту.",
          "The application cannot store the installation now. Open the page again in a minute.");

  private static final Sentence INCOMPLETE =
      new Sentence(
          "Эту страницу показывает портал Битрикс24: откройте приложение в нём.",
          "This page is shown by a Bitrix24 portal: open the application there.");

  private final String template = resource("frame.html");
  private final URI library;

  /**
   * Reads the template.
   *
   * @param library the vendor's script, which tells the portal that the installation is finished
   */
  FramePage(URI library) {
    this.library = library;
  }

  /** Follows an installation to its end. */
  String installing(String language, String statePath) {
    var stages =
        STAGES.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(stage -> paragraph(stage.getKey().word(), stage.getValue().in(language)))
            .collect(Collectors.joining("\n"));
    var scripts =
        """
        <script src="%s"></script>
        <script src="/b24/assets/frame.js"></script>"""
            .formatted(HtmlUtils.htmlEscape(library.toString()));
    return page(language, Progress.CHECKING.word(), statePath, stages, scripts);
  }

  String installed(String language) {
    return still(language, "done", INSTALLED);
  }

  String unavailable(String language) {
    return still(language, "unknown", UNAVAILABLE);
  }

  String incomplete(String language) {
    return still(language, "refused", INCOMPLETE);
  }

  private String still(String language, String stage, Sentence sentence) {
    return page(language, stage, "", paragraph(stage, sentence.in(language)), "");
  }

  private String page(
      String language, String stage, String statePath, String stages, String scripts) {
    return template
        .replace("{language}", language)
        .replace("{title}", TITLE.in(language))
        .replace("{stage}", stage)
        .replace("{state}", HtmlUtils.htmlEscape(statePath))
        .replace("{stages}", stages)
        .replace("{scripts}", scripts);
  }

  private static String paragraph(String stage, String text) {
    return "<p data-for=\"" + stage + "\">" + HtmlUtils.htmlEscape(text) + "</p>";
  }

  private static String resource(String name) {
    try {
      return new ClassPathResource("frame/" + name).getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("no " + name + " on the class path", e);
    }
  }
}
