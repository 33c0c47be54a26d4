/** What is chosen, in the address behind `#`: a link leads to one attempt or to a filter. */
import { noFilter } from "./filter.js";

export const noChoice = { ...noFilter, view: "grid", sort: "", q: "" };

export function writeAddress(state, { nameOf }) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(noChoice)) {
    if (String(state[key]) !== String(value)) query.set(key, state[key]);
  }
  if (state.open >= 0) query.set("open", nameOf(state.open));
  const hash = query.toString().replaceAll("%7C", "|").replaceAll("%2F", "/");
  if (location.hash.slice(1) !== hash) history.replaceState(null, "", `#${hash}`);
}

export function readAddress(state, { rowOf }) {
  const query = new URLSearchParams(location.hash.slice(1));
  Object.assign(state, noChoice);
  for (const [key, value] of query) {
    if (key === "status") state.status = value ? value.split(",") : [];
    else if (key === "helpers") state.helpers = value === "true";
    else if (key !== "open" && key in state) state[key] = value;
  }
  state.open = query.has("open") ? rowOf(query.get("open")) : -1;
}
