export { type LeaderboardRow, loadLeaderboards } from "./leaderboards.ts";
export {
  loadPublished,
  Provenance,
  type Published,
  PublishedRow,
  PublishedSystem,
} from "./published.ts";
export { type Interval, wilson } from "./wilson.ts";
