import process from "node:process";

/** One line on a terminal that is written over; only the finished lines elsewhere. */
export function progressLine(): {
  show(text: string): void;
  done(text: string): void;
  end(): void;
} {
  const { isTTY } = process.stderr;
  let text = "", timer: ReturnType<typeof setInterval> | undefined, since = 0;
  const draw = () => {
    const seconds = Math.round((performance.now() - since) / 1000);
    process.stderr.write(`\r\x1b[K${text}${seconds ? ` · ${seconds} s` : ""}`);
  };
  const end = () => {
    clearInterval(timer);
    if (isTTY && timer) process.stderr.write("\r\x1b[K");
    timer = undefined;
  };
  return {
    show(now) {
      text = now;
      since = performance.now();
      if (!isTTY) return;
      draw();
      timer ??= setInterval(draw, 1000);
    },
    done(last) {
      end();
      console.log(last);
    },
    /** Wipes the line, where none is finished any more. */
    end,
  };
}
