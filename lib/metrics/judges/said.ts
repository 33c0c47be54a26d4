/** A verdict's word in a reply: what it says and where it stands, for its log-probability. */
export interface Said {
  correct: boolean;
  from: number;
  to: number;
}
