// Puts the parts of the page together.

import { showCalls, startCalls } from "../calls/calls.js";
import { view } from "../common/view.js";
import { Changes } from "../live/changes.js";
import * as lookup from "../lookup/lookup.js";
import { showFilters, startFilters } from "../pods/filters.js";
import { Listing } from "../pods/listing.js";
import { showPages, startPages } from "../pods/pages.js";
import { Rows } from "../pods/rows.js";
import { startSuggestions } from "../pods/suggestions.js";
import { historyIs, startPast } from "../past/past.js";
import { startLoad } from "../status/load.js";
import { startWatch } from "../status/watch.js";
import { showVersion } from "./about.js";
import * as connection from "./connection.js";
import { showTab, startTabs } from "./tabs.js";

const AGES = 10_000;

const problem = document.getElementById("problem");
const rows = new Rows(document.getElementById("rows"));

const listing = new Listing(rows, {
  shown() {
    showPages(listing, rows, problem.hidden);
  },
  answered() {
    problem.hidden = true;
  },
  failed(words) {
    problem.textContent = `The pods cannot be listed: ${words}`;
    problem.hidden = false;
  },
});

const changes = new Changes({
  changed(ip, pod) {
    listing.changed(ip, pod);
    lookup.changed(ip);
  },
  live(gap, podCount) {
    connection.streamIs("live");
    if (gap) {
      listing.reload();
      lookup.doubt();
    }
    listing.counted(podCount);
  },
  lost() {
    connection.streamIs("lost");
    readWatch();
    lookup.doubt();
  },
});

/** The filters of the event stream; the page itself applies the search. */
let followed = "";

const readWatch = startWatch(connection.serviceIs, historyIs);

async function show() {
  showTab();
  showCalls();
  showFilters();
  const { namespace, node, labelSelector } = view();
  const filters = { namespace, node, labelSelector };
  const understood = await listing.load(false);
  if (understood === false) {
    // The stream would reject them too, without a reason that a script can read.
    followed = "";
    changes.stop();
    connection.streamIs("unfollowed");
  } else if (understood && JSON.stringify(filters) !== followed) {
    followed = JSON.stringify(filters);
    changes.follow(filters);
  }
}

connection.streamIs("connecting");
showVersion();
startPast();
lookup.startLookup();
startFilters(show);
startSuggestions();
startTabs(show);
startCalls();
startPages(listing, rows, show);
startLoad();
setInterval(() => rows.tick(), AGES);
addEventListener("popstate", show);
show();
