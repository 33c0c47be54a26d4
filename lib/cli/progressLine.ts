import process from "node:process";

/** One line on a terminal that is written over; only the finished lines elsewhere. */
export function progressLine(): { show(text: string): void; done(text: string): void } {
  const { isTTY } = process.stderr;
  let text = "", timer: ReturnType<typeof setInterval> | undefined, since = 0;
  const draw = () => {
    const seconds = Math.round((performance.now() - since) / 1000);
    process.stderr.write(`\r\x1b[K${text}${seconds ? ` · ${seconds} s` : ""}`);
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
      clearInterval(timer);
      timer = undefined;
      if (isTTY) process.stderr.write("\r\x1b[K");
      console.log(last);
    },
  };
}
