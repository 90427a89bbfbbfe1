// Intervals of the history in words.

import { moment } from "../common/format.js";

const time = text => (text === null ? null : Date.parse(text));

/** The four times of an interval, in milliseconds; null where nothing is known, or while it lasts. */
export const bounds = ({ valid_from_after, valid_from, valid_to, valid_to_before }) => ({
  fromAfter: time(valid_from_after), from: time(valid_from), to: time(valid_to), toBefore: time(valid_to_before),
});

/** Within these many milliseconds a bound counts as known: nobody reads more than seconds here. */
const EXACT = 1000;

/** From when to when, and how certain that is. */
export function interval(each) {
  const { from, to } = bounds(each);
  return [
    begin(each),
    end(each),
    to !== null && to - from < EXACT ? "for less than a second" : "",
    each.node_name === null ? "" : `on ${each.node_name}`,
  ].filter(part => part !== "").join(", ");
}

function begin(each) {
  const { fromAfter, from } = bounds(each);
  if (fromAfter === null) {
    return `from ${moment(from)} or earlier`;
  }
  return from - fromAfter < EXACT ? `from ${moment(from)}` : `from between ${moment(fromAfter)} and ${moment(from)}`;
}

function end(each) {
  const { to, toBefore } = bounds(each);
  if (to === null) {
    return "until now";
  }
  if (toBefore === null) {
    return `until ${moment(to)} or later`;
  }
  return toBefore - to < EXACT ? `until ${moment(to)}` : `until between ${moment(to)} and ${moment(toBefore)}`;
}

/** Which times the history covers. */
export function coverage(covered) {
  if (covered.length === 0) {
    return "The history covers no part of this time.";
  }
  const ranges = covered.map(({ from, to }) => `${moment(from)} to ${moment(to)}`);
  return `The history covers ${listed(ranges)}.${covered.length > 1 ? " In between nothing is known." : ""}`;
}

/** Some of many gaps say enough. */
const MOST = 5;

const listed = ranges => (ranges.length <= MOST
  ? ranges.join("; ")
  : `${ranges.length} times, the last ${MOST}: ${ranges.slice(-MOST).join("; ")}`);
