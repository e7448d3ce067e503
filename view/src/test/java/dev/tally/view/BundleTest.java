// SPDX-License-Identifier: Apache-2.0
package dev.tally.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BundleTest {
  private final Bundle bundle = new Bundle();

  @Test
  void eachModuleKeepsWhatItDoesNotExport() {
    bundle.add(
        "numbers.js",
        """
        const HIDDEN = 1;
        export const SHOWN = 2;
        export function twice(n) { return 2 * n; }
        export class Number {}
        export async function later() {}
        """);
    bundle.add(
        "main.js",
        """
        import { SHOWN, twice } from './numbers.js';
        twice(SHOWN);
        """);

    assertThat(bundle.script())
        .isEqualTo(
            """
            'use strict';
            const modules = {};
            modules['numbers.js'] = (() => {
            const HIDDEN = 1;
            const SHOWN = 2;
            function twice(n) { return 2 * n; }
            class Number {}
            async function later() {}
            return { SHOWN, twice, Number, later };
            })();
            modules['main.js'] = (() => {
            const { SHOWN, twice } = modules['numbers.js'];
            twice(SHOWN);
            return {  };
            })();
            """);
  }

  @Test
  void aModuleStandsBehindThoseThatItImportsFrom() {
    assertThatThrownBy(() -> bundle.add("main.js", "import { a } from './later.js';\n"))
        .hasMessage("main.js imports from later.js, which does not stand before it");
  }

  @Test
  void otherWaysToImportAndExportAreRefused() {
    assertThatThrownBy(() -> bundle.add("main.js", "import * as all from './all.js';\n"))
        .hasMessage(
            "main.js has a line that no bundle is made of: import * as all from './all.js';");
    assertThatThrownBy(() -> bundle.add("main.js", "export default 1;\n"))
        .hasMessage("main.js has a line that no bundle is made of: export default 1;");
  }
}
