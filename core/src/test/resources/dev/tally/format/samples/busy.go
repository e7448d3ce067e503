// SPDX-License-Identifier: Apache-2.0

// Half a second of work, for the sample files of profilers.
package main

import (
	"fmt"
	"os"
	"runtime/pprof"
	"sort"
	"strings"
)

func main() {
	file, err := os.Create("busy.pb.gz")
	if err != nil {
		panic(err)
	}
	pprof.StartCPUProfile(file)
	defer pprof.StopCPUProfile()
	fmt.Println(words(500), order(60))
}

func words(rounds int) int {
	sum := 0
	for r := 0; r < rounds; r++ {
		sum += len(strings.Split(strings.Repeat("a bc ", 2000), " "))
	}
	return sum
}

func order(rounds int) int {
	sum := 0
	for r := 0; r < rounds; r++ {
		numbers := make([]int, 20000)
		for i := range numbers {
			numbers[i] = i * 31 % 10007
		}
		sort.Ints(numbers)
		sum += numbers[r]
	}
	return sum
}
