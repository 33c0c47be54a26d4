import type { Fs, PipeFs, PipeNode } from "./emscripten.ts";

const TRY_AGAIN = 6;
const TOO_MANY = 33;
/** As Linux has it. */
const PIPE_BYTES = 1 << 16;
const MAX_PIPES = 128;

/**
 * Bounds the pipes of a worker, which lie outside of the memory that is limited: a full one says so
 * (nobody else could read it, a writer that waits would wait for ever). The function it gives starts
 * their numbers anew.
 */
export function guardPipes(fs: Fs, pipes: PipeFs): () => void {
  const { current } = pipes.nextname;
  const { createPipe, stream_ops } = pipes;
  const { write } = stream_ops;
  let made = 0;
  pipes.createPipe = () => {
    if (++made > MAX_PIPES) throw new fs.ErrnoError(TOO_MANY);
    return createPipe.call(pipes);
  };
  stream_ops.write = (stream, buffer, offset, length, position) => {
    const { buckets } = (stream.node as PipeNode).pipe;
    const filled = buckets.reduce((sum, bucket) => sum + bucket.offset - bucket.roffset, 0);
    const size = Math.min(length, PIPE_BYTES - filled);
    if (length > 0 && size <= 0) throw new fs.ErrnoError(TRY_AGAIN);
    return write(stream, buffer, offset, size, position);
  };
  return () => {
    made = 0;
    pipes.nextname.current = current;
  };
}
