// Says whether changes appear by themselves.

import { tell } from "./state.js";

const place = document.getElementById("connection");

export const connecting = () => tell(place, "doubtful", "Connecting…");

export const live = () => tell(place, "well", "Live: changes appear by themselves.");

export const unfollowed = () => tell(place, "doubtful", "Changes are not followed: the filters are not understood.");

export const lost = () => tell(place, "ill", "Connection lost, trying again.");
