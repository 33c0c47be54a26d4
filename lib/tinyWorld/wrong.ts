/** An operation's wrong sister. */
export interface Wrong<T> {
  systematic: boolean;
  operation: T;
}
