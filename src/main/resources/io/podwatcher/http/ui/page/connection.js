// Shows whether the table is updated live.

import { showState } from "../common/state.js";

const line = document.getElementById("connection");

export const connecting = () => showState(line, "warning", "Connecting…");

export const live = () => showState(line, "ok", "Live: changes appear automatically.");

export const unfollowed = () => showState(line, "warning", "Changes are not followed: the filters are not valid.");

export const lost = () => showState(line, "error", "Connection lost, trying again.");
