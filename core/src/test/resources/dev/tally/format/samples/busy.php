<?php
// SPDX-License-Identifier: Apache-2.0
function words($rounds) {
    $sum = 0;
    for ($r = 0; $r < $rounds; $r++) {
        $sum += count(explode(' ', str_repeat('a bc ', 2000)));
    }
    return $sum;
}

function ways($n) {
    return $n < 2 ? 1 : ways($n - 1) + ways($n - 2);
}

echo words(100), ' ', ways(8), "\n";
