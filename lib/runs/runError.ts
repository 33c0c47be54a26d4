/** A run that cannot be read, written or resumed; `exitCode` is what a command ends with. */
export class RunError extends Error {
  override readonly name = "RunError";
  constructor(message: string, readonly exitCode: number = 2) {
    super(message);
  }
}
