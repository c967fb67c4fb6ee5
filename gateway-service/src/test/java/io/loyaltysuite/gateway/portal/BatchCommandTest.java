package io.loyaltysuite.gateway.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchCommandTest {

  @Test
  void nestsInBracketsAndEncodesOnce() {
    var values = new LinkedHashMap<String, Object>();
    values.put("result_card_balance", "1650.50");
    values.put("activity_return_result", List.of("a=1", "b=2 & 3"));
    var command =
        BatchCommand.command("m", Map.of("EVENT_TOKEN", "w|A1|x.5e", "RETURN_VALUES", values));
    assertThat(command)
        .isEqualTo(
            "m?EVENT_TOKEN=w%7CA1%7Cx.5e"
                + "&RETURN_VALUES%5Bresult_card_balance%5D=1650.50"
                + "&RETURN_VALUES%5Bactivity_return_result%5D%5B0%5D=a%3D1"
                + "&RETURN_VALUES%5Bactivity_return_result%5D%5B1%5D=b%3D2+%26+3");
  }

  @Test
  void tellsEveryValueAndWhatABatchWouldChange() {
    var rows = List.of(Map.of("NAME", "tea", "PRICE", 5), Map.of("NAME", "$Result[0]"));
    assertThat(BatchCommand.values(Map.of("rows", rows)))
        .containsExactlyInAnyOrder("tea", "5", "$Result[0]");
    assertThat(BatchCommand.isHazardous("$Result[0]")).isTrue();
    assertThat(BatchCommand.isHazardous("a < b")).isTrue();
    assertThat(BatchCommand.isHazardous("$5 [new]")).isFalse();
  }

  @Test
  void leavesNothingThatCutsTheCommand() {
    var command = BatchCommand.command("m", Map.of("LOG_MESSAGE", "№4711 #1 ? 50% = [x] \"ё\""));
    assertThat(command.substring(2)).matches("[A-Za-z0-9_.*+%=&-]+");
  }
}
