// SPDX-License-Identifier: Apache-2.0
package dev.tally.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestNameTest {
  @Test
  void aFileHasTheNameInLettersThatNeedNoQuotes() {
    assertThat(new TestName("com.acme.ShopTest$Cart", "adds[2]").file())
        .isEqualTo("com.acme.ShopTest.Cart.adds-2.tally");
    assertThat(new TestName("ShopTest", "adds two, größere/kleinere").file())
        .isEqualTo("ShopTest.adds-two-größere-kleinere.tally");
    assertThat(new TestName("", "../..").file()).isEqualTo("test.tally");
  }

  @Test
  void longNamesAreCutAndStayDifferent() {
    String one = new TestName("ShopTest", "a".repeat(300) + "1").file();
    String two = new TestName("ShopTest", "a".repeat(300) + "2").file();

    assertThat(one).hasSizeLessThan(160).isNotEqualTo(two);
  }
}
