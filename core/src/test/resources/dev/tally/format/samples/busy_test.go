// SPDX-License-Identifier: Apache-2.0

package main

import "testing"

func TestBusy(t *testing.T) {
	if words(50)+order(10) == 0 {
		t.Fail()
	}
}
