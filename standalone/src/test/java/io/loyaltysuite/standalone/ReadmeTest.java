package io.loyaltysuite.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The two READMEs say the same with the same commands, and point at what there is. */
class ReadmeTest {

  private static final Path ROOT =
      Path.of(System.getProperty("suite.target")).resolve("../..").toAbsolutePath().normalize();
  private static final Path ENGLISH = ROOT.resolve("README.md");
  private static final Path RUSSIAN = ROOT.resolve("docs/README.ru.md");

  /** A fence without a language holds a command or what it printed; the picture has one. */
  private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");

  @Test
  void showsTheSameCommandsInTheSameOrder() throws IOException {
    assertThat(commands(ENGLISH)).hasSizeGreaterThan(3);
    assertThat(commands(RUSSIAN)).isEqualTo(commands(ENGLISH));
  }

  @Test
  void pointsAtTheSameFilesInTheSameOrder() throws IOException {
    var english = targets(ENGLISH);
    assertThat(english).first().isEqualTo(RUSSIAN);
    assertThat(targets(RUSSIAN)).first().isEqualTo(ENGLISH);
    assertThat(targets(RUSSIAN).stream().skip(1).toList())
        .isEqualTo(english.stream().skip(1).toList());
    assertThat(english).allSatisfy(target -> assertThat(target).exists());
  }

  @Test
  void hasTheSamePartsAndNamesTheSameThings() throws IOException {
    assertThat(found(RUSSIAN, Pattern.compile("(?m)^(#+) ")))
        .isEqualTo(found(ENGLISH, Pattern.compile("(?m)^(#+) ")));
    var code = Pattern.compile("(?<!`)(`[^`\\n]+`)(?!`)");
    assertThat(found(RUSSIAN, code)).isEqualTo(found(ENGLISH, code));
  }

  private static List<String> commands(Path page) throws IOException {
    return FENCE
        .matcher(Files.readString(page))
        .results()
        .filter(fence -> fence.group(1).isEmpty())
        .map(fence -> fence.group(2))
        .toList();
  }

  private static List<Path> targets(Path page) throws IOException {
    return found(page, LINK).stream().map(link -> page.resolveSibling(link).normalize()).toList();
  }

  private static List<String> found(Path page, Pattern pattern) throws IOException {
    return pattern.matcher(Files.readString(page)).results().map(match -> match.group(1)).toList();
  }
}
