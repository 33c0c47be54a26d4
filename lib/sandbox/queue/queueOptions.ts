export interface QueueOptions {
  /** `redis://…`, or `rediss://…` for TLS; user and password are the URL's. */
  url: string;
  /** Several queues in one Redis. @default {"programs"} */
  name?: string;
  /** 1 comes first; without one a job comes before all that have one. */
  priority?: number;
}
