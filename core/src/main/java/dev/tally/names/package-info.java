// SPDX-License-Identifier: Apache-2.0
/**
 * What methods are called in the source: compilers and makers of classes have names of their own
 * for lambdas, default arguments, coroutines and the like. A class for each language. Knows only
 * the profile.
 */
@NullMarked
package dev.tally.names;

import org.jspecify.annotations.NullMarked;
