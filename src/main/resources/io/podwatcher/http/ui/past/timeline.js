// A timeline of intervals from /history, and the same as a list for the keyboard and for screen readers.

import { drawn, element } from "../common/element.js";
import { moment } from "../common/format.js";
import { bounds, coverage, interval } from "./words.js";

const WIDTH = 600;
const LANE = 18;
const BAR = 10;

/** The length of a bound of which nothing is known, and so the room at both ends. */
const OPEN = 12;

/** The shortest bar that can be seen and hit. */
const LEAST = 3;

/** What /history has answered about {ip}, or about the pod {uid, name}. */
export function timeline(subject, { intervals, coverage: covered, continue: more }) {
  const title = subject.ip === undefined ? `IPs of pod ${subject.name}` : `Owners of ${subject.ip}`;
  if (intervals.length === 0) {
    return element("div", {}, element("p", { class: "says", tabindex: "-1" }, `${title}: none is recorded.`),
      element("p", { class: "aside" }, coverage(covered)));
  }
  const span = spanOf(intervals, covered);
  return element("div", {},
    element("p", { class: "says", tabindex: "-1" }, `${title}, the latest first`),
    drawing(title, intervals, covered, span),
    element("div", { class: "times aside", "aria-hidden": "true" },
      element("span", {}, moment(span.from)), element("span", {}, moment(span.to))),
    element("p", { class: "aside", "aria-hidden": "true" }, "Filled: certain. Dashed: possible. Unshaded: nothing is known."),
    element("ol", { class: "past" }, ...intervals.map(each => entry(subject, each))),
    element("p", { class: "aside" }, coverage(covered)),
    ...(more === undefined ? [] : [element("p", { class: "aside" }, `Older ones are left out; ${path(subject)} has all.`)]));
}

const path = ({ ip, uid }) => (ip === undefined ? `/history?uid=${uid}` : `/history?ip=${ip}`);

/** All that is drawn lies in it. */
function spanOf(intervals, covered) {
  const times = [
    ...intervals.flatMap(each => Object.values(bounds(each))),
    ...covered.flatMap(({ from, to }) => [Date.parse(from), Date.parse(to)]),
  ].filter(time => time !== null);
  const from = Math.min(...times);
  return { from, to: Math.max(...times, from + 1) };
}

/** One lane for each IP or UID would be empty mostly: each interval has its own, in the order of the list. */
function drawing(title, intervals, covered, span) {
  const height = intervals.length * LANE + 2;
  const x = time => OPEN + (WIDTH - 2 * OPEN) * (time - span.from) / (span.to - span.from);
  const bar = (kind, left, right, lane) => drawn("rect", {
    class: kind, x: left.toFixed(1), y: lane * LANE + (LANE - BAR) / 2,
    width: Math.max(kind === "sure" ? LEAST : 0, right - left).toFixed(1), height: BAR,
  });
  // Where nothing is known there is no ground.
  const grounds = covered.map(({ from, to }) => drawn("rect", {
    class: "covered", x: x(Date.parse(from)).toFixed(1), y: 0,
    width: Math.max(1, x(Date.parse(to)) - x(Date.parse(from))).toFixed(1), height,
  }));
  const bars = intervals.flatMap((each, lane) => {
    const { fromAfter, from, to, toBefore } = bounds(each);
    const first = x(from);
    const last = x(to ?? span.to);
    return [
      bar("unsure", fromAfter === null ? first - OPEN : x(fromAfter), first, lane),
      bar("sure", first, last, lane),
      ...(to === null ? [] : [bar("unsure", last, toBefore === null ? last + OPEN : x(toBefore), lane)]),
    ];
  });
  return drawn("svg", {
    class: "timeline", viewBox: `0 0 ${WIDTH} ${height}`, preserveAspectRatio: "none", role: "img",
    height, "aria-label": `${title} as a timeline; the list below has the same as text`,
  }, ...grounds, ...bars);
}

function entry(subject, each) {
  const other = subject.ip === undefined
    ? element("a", { href: `/history?ip=${encodeURIComponent(each.ip)}`, "data-ip": each.ip }, each.ip)
    : element("a", {
      href: `/history?uid=${encodeURIComponent(each.uid)}`, "data-uid": each.uid, "data-name": `${each.namespace}/${each.name}`,
    }, `${each.namespace}/${each.name}`);
  return element("li", {}, other, ` ${interval(each)}`);
}
