// Says whether changes appear by themselves.

import { showState } from "./state.js";

const line = document.getElementById("connection");

export const connecting = () => showState(line, "doubtful", "Connecting…");

export const live = () => showState(line, "well", "Live: changes appear by themselves.");

export const unfollowed = () => showState(line, "doubtful", "Changes are not followed: the filters are not understood.");

export const lost = () => showState(line, "ill", "Connection lost, trying again.");
