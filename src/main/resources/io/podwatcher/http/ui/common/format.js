// Numbers, ages and times as text.

const COUNT = new Intl.NumberFormat("en");
const RATE = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });

const UNITS = [["d", 86400], ["h", 3600], ["min", 60], ["s", 1]];

/** Between a number and its unit: the two stay on one line. */
const SPACE = "\u00a0";

export const count = number => COUNT.format(number);

export const perSecond = rate => `${RATE.format(rate)}/s`;

/** A short duration, such as that of a lookup: 210 µs, 3.2 ms, 1.5 s. */
export function span(seconds) {
  if (seconds < 0.001) {
    return `${RATE.format(seconds * 1e6)}${SPACE}µs`;
  }
  return seconds < 1 ? `${RATE.format(seconds * 1000)}${SPACE}ms` : `${RATE.format(seconds)}${SPACE}s`;
}

/** The time now, as 14:03:59. */
export const timeOfDay = () => new Date().toLocaleTimeString("en-GB");

/** A timestamp as a time of day, with its date if that is not today. */
export function moment(timestamp) {
  const time = new Date(timestamp);
  const today = time.toDateString() === new Date().toDateString();
  return `${today ? "" : `${time.toLocaleDateString("en-GB", { day: "numeric", month: "short" })}, `}${time.toLocaleTimeString("en-GB")}`;
}

/** An age in its largest whole unit: 12 s, 5 min, 3 h, 40 d. */
export function age(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const [unit, length] = UNITS.find(([, length]) => whole >= length) ?? UNITS.at(-1);
  return `${count(Math.floor(whole / length))}${SPACE}${unit}`;
}

/** How long ago a Kubernetes timestamp was, by this machine's clock. */
export const since = time => age((Date.now() - Date.parse(time)) / 1000);
