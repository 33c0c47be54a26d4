/** A file, a row of it or a set that cannot be used; `exitCode` is what a command ends with. */
export class TaskSetError extends Error {
  override readonly name = "TaskSetError";
  constructor(message: string, readonly exitCode: number = 2) {
    super(message);
  }
}
