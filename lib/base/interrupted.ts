/** Somebody interrupted the cell that waits for this work. What is on record is kept. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";

  constructor() {
    super("the work was stopped; what is done is kept: run the cell again to go on");
  }
}
