/**
 * A model could not answer. The message is one line: provider, status, what to do.
 *
 * @example
 * ```ts
 * import { ModelError } from "tracelab/models";
 * const error = new ModelError("own: 503, busy", { model: "own", status: 503, retry: true });
 * error.retry; // true: another try may help
 * ```
 */
export class ModelError extends Error {
  override readonly name = "ModelError";
  /** The model's URI. */
  readonly model: string;
  /** The HTTP status, when there was a reply. */
  readonly status?: number;
  /** Another try may help. */
  readonly retry: boolean;
  /** How long the server asked to wait. */
  readonly retryAfterMs?: number;
  /** No other request to this model would fare better. */
  readonly fatal: boolean;

  constructor(
    message: string,
    fields: {
      model: string;
      status?: number;
      retry?: boolean;
      retryAfterMs?: number;
      fatal?: boolean;
    },
  ) {
    super(message);
    this.model = fields.model;
    this.status = fields.status;
    this.retry = fields.retry ?? false;
    this.retryAfterMs = fields.retryAfterMs;
    this.fatal = fields.fatal ?? false;
  }
}
