// SPDX-License-Identifier: Apache-2.0
package dev.tally.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class BaselineFileTest {
  private static final String TEXT =
      """
      # The cache fills at its own pace.
      varies com.acme.Cache.*

      paysLater()
              2  com.acme.OrderDao.save(Order)

      savesOnce()
              1  com.acme.OrderDao.save(Order)
             30  com.acme.OrderLine.price()
      """;

  @Test
  void aFileIsWrittenAsItWasRead() {
    assertThat(BaselineFile.read(TEXT).text()).isEqualTo(TEXT);
  }

  @Test
  void whatAPersonWroteStaysWhenATestIsWrittenAnew() {
    BaselineFile file = BaselineFile.read(TEXT);
    TreeMap<String, Long> calls = new TreeMap<>();
    calls.put("com.acme.OrderDao.save(Order)", 3L);
    file.put("paysLater()", calls);

    assertThat(file.text()).isEqualTo(TEXT.replace("        2  ", "        3  "));
  }

  @Test
  void methodsThatMayVaryAreNamedInTheFile() {
    BaselineFile file = BaselineFile.read(TEXT);

    assertThat(file.varies("com.acme.Cache.find(String)")).isTrue();
    assertThat(file.varies("com.acme.OrderDao.save(Order)")).isFalse();
  }

  @Test
  void aLineThatIsNoneIsRefusedWithItsNumber() {
    assertThatThrownBy(() -> BaselineFile.read("savesOnce()\n  many  com.acme.OrderDao.save()\n"))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining(
            "in line 2 of the baseline, found \"many  com.acme.OrderDao.save()\"");
  }
}
