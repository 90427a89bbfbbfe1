// The panel of calls: who called whom, from /decisions. It is read only while the panel is shown.

import { ask, whyNot } from "../common/ask.js";
import { count, moment } from "../common/format.js";
import { poll } from "../common/poll.js";
import { Shown } from "../common/shown.js";
import { replaceUrl, view } from "../common/view.js";
import { behind, most } from "./cell.js";
import { Grid } from "./grid.js";
import { matrix } from "./matrix.js";
import { showProposals } from "./proposals.js";
import { showRefusals } from "./refusals.js";

/** The answer may have some megabytes. */
const PAUSE = 15_000;

/** How long typing must pause before the filter applies, in milliseconds. */
const TYPING = 250;

const REFUSALS = 100;

const [find, by, refused] = ["find", "by", "refused"].map(id => document.getElementById(id));
const [problem, since, none, more] =
  ["calls-problem", "calls-since", "calls-none", "calls-more"].map(id => document.getElementById(id));
const table = document.getElementById("matrix");
const cell = document.getElementById("cell");
const details = new Shown(cell);
const grid = new Grid(table, open);

let body = { pairs: [], decisions: [], proposals: [] };
let shown = null;
let opened = null;
let read = async () => {};
let typing = 0;
let drawings = 0;

export function startCalls() {
  read = poll(readDecisions, PAUSE);
  find.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(choose, TYPING);
  });
  [by, refused].forEach(field => field.addEventListener("change", choose));
  document.getElementById("calls-filters").addEventListener("submit", event => {
    event.preventDefault();
    choose();
  });
  cell.addEventListener("keydown", event => {
    if (event.key === "Escape") {
      grid.focus();
    }
  });
}

/** Shows what the URL names, if that is the panel of calls. */
export async function showCalls() {
  if (view().show === "calls") {
    find.value = view().find;
    by.value = view().by;
    refused.checked = view().refused !== "";
    await draw();
    await read();
  }
}

function choose() {
  clearTimeout(typing);
  replaceUrl({ find: find.value.trim(), by: by.value, refused: refused.checked ? "only" : "" });
  draw();
}

async function readDecisions() {
  if (view().show !== "calls") {
    return;
  }
  const answer = await ask("/decisions", { limit: REFUSALS }).catch(() => null);
  const failed = answer?.status !== 200;
  problem.hidden = !failed;
  problem.textContent = !failed ? "" : `Calls cannot be shown: ${answer === null ? "pod-watcher does not answer." : whyNot(answer)}`;
  if (!failed) {
    body = answer.body;
    since.textContent = counted(body);
    await draw();
  }
}

function counted({ since, mode, left_out: leftOut = 0 }) {
  const audit = mode === "audit" ? " AUTHORIZE_MODE is audit: refused calls were let through all the same." : "";
  const rest = leftOut === 0 ? "" : ` ${count(leftOut)} calls are missing, because there were too many different ones.`;
  return `Counted since ${moment(since)}, without callers whose last call is more than a day ago.${audit}${rest}`;
}

/** Later choices win over those whose matrix is not shown yet. */
async function draw() {
  drawings += 1;
  const turn = drawings;
  const choice = { by: view().by === "owner" ? "owner" : "namespace", find: view().find, refused: view().refused !== "" };
  table.setAttribute("aria-busy", "true");
  const made = await matrix(body.pairs, choice);
  if (turn !== drawings) {
    return;
  }
  await grid.show(made);
  if (turn === drawings) {
    shown = made;
    table.removeAttribute("aria-busy");
    showBehind();
    showSize(choice);
    if (body.since !== undefined) {
      showRefusals(body.decisions, choice.find);
    }
    showProposals(body.proposals, choice.find);
  }
}

function showSize({ find, refused }) {
  none.hidden = shown.callers.length > 0 || body.since === undefined;
  none.textContent = body.pairs.length === 0
    ? "No proxy has asked about a call yet. As soon as one asks /authorize, its calls appear here."
    : `No ${refused ? "refused " : ""}call matches${find === "" ? "" : ` “${find}”`}.`;
  const left = [
    [shown.callerCount, shown.callers.length, "callers"],
    [shown.targetCount, shown.targets.length, "targets"],
  ].filter(([all, few]) => all > few).map(([all, few, what]) => `the ${few} busiest of ${count(all)} ${what}`);
  more.textContent = left.length === 0 ? "" : `Shown are ${left.join(" and ")}. The filter finds the others.`;
}

function open(caller, target) {
  opened = { caller, target };
  showBehind();
  cell.focus();
  cell.scrollIntoView({ block: "nearest" });
}

/** Follows the numbers while a cell is open. */
function showBehind() {
  const known = opened === null ? undefined : shown?.cell(opened.caller, opened.target);
  cell.hidden = known === undefined;
  if (known !== undefined) {
    const pairs = most(known);
    details.show(`${known.caller} ${known.target}`, JSON.stringify(pairs), () => behind(known, pairs));
  }
}
