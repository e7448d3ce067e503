// SPDX-License-Identifier: Apache-2.0
//
// How numbers are shown: in columns with fixed decimals, so that digits stand below each other; in
// sentences with the unit that fits.

const GROUPED = new Intl.NumberFormat('en-US');
const FIXED3 = new Intl.NumberFormat('en-US', { minimumFractionDigits: 3, maximumFractionDigits: 3 });
const FIXED1 = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const TIMES = [
  [1e9, 's'],
  [1e6, 'ms'],
  [1e3, 'µs'],
  [1, 'ns'],
];
const BYTES = [
  [2 ** 40, 'TiB'],
  [2 ** 30, 'GiB'],
  [2 ** 20, 'MiB'],
  [2 ** 10, 'KiB'],
  [1, 'B'],
];

export const NO_NUMBER = '';

export function count(value) {
  return GROUPED.format(value);
}

/** Seconds with three decimals, rounded as Python does it: what `tally stats` prints. */
export function statsSeconds(nanos) {
  const seconds = nanos / 1e9;
  // A tie of the third decimal is an odd number of sixteenths: those go to the even digit.
  const sixteenths = seconds * 16;
  if (Number.isInteger(sixteenths) && sixteenths % 2 !== 0) {
    const low = Math.floor(seconds * 1000);
    return ((low % 2 === 0 ? low : low + 1) / 1000).toFixed(3);
  }
  return seconds.toFixed(3);
}

/** A number in the unit of its column; see `columnUnit`. */
export function inColumn(value, unit, perCall) {
  if (!Number.isFinite(value)) {
    return NO_NUMBER;
  }
  if (unit === 'nanoseconds') {
    return FIXED3.format(value / (perCall ? 1e3 : 1e6));
  }
  return perCall ? FIXED3.format(value) : GROUPED.format(value);
}

export function columnUnit(unit, perCall) {
  return unit === 'nanoseconds' ? (perCall ? 'µs' : 'ms') : unit === 'count' ? '' : unit;
}

/** A number with its unit, in three or four digits. */
export function withUnit(value, unit) {
  if (unit === 'nanoseconds') {
    return scaled(value, TIMES);
  }
  if (unit === 'bytes') {
    return scaled(value, BYTES);
  }
  return unit === 'count' || unit === '' ? count(value) : `${count(value)} ${unit}`;
}

/** All digits of a number, for those who compare. */
export function exactly(value, unit) {
  const digits = `${GROUPED.format(value)} ${unit === 'nanoseconds' ? 'ns' : unit}`;
  return unit === 'nanoseconds' ? `${statsSeconds(value)} s (${digits})` : digits;
}

function scaled(value, units) {
  const size = Math.abs(value);
  const [factor, unit] = units.find(([least]) => size >= least * 0.9995) ?? units.at(-1);
  const number = value / factor;
  return `${factor === 1 ? GROUPED.format(Math.round(number * 10) / 10) : digits3(number)} ${unit}`;
}

function digits3(number) {
  const size = Math.abs(number);
  return size >= 999.5 ? GROUPED.format(Math.round(number)) : number.toFixed(size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);
}

export function percent(part, whole) {
  if (!(whole > 0)) {
    return NO_NUMBER;
  }
  const share = (part / whole) * 100;
  return `${share.toFixed(share !== 0 && Math.abs(share) < 0.095 ? 2 : 1)} %`;
}

/** How many calls for each call of the caller: "× 8", "× 0.25". */
export function times(calls, callerCalls) {
  if (!(callerCalls > 0)) {
    return NO_NUMBER;
  }
  const ratio = calls / callerCalls;
  if (Number.isInteger(ratio)) {
    return `× ${count(ratio)}`;
  }
  if (ratio < 0.001) {
    return '× < 0.001';
  }
  // What is not exactly 8 is never "× 8", but "× 8.00".
  return `× ${ratio >= 1000 ? FIXED1.format(ratio) : ratio.toFixed(ratio >= 1 ? 2 : 3)}`;
}

/** The same for a box, where there is little room. */
export function shortCount(value) {
  if (value < 10_000) {
    return count(value);
  }
  const [factor, letter] = value >= 1e9 ? [1e9, 'G'] : value >= 1e6 ? [1e6, 'M'] : [1e3, 'k'];
  return `${digits3(value / factor)}${letter}`;
}

/** A difference, with its sign. */
export function signed(value, format) {
  return value === 0 ? '0' : `${value > 0 ? '+' : '−'}${format(Math.abs(value))}`;
}
