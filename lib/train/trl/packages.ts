/** What Python needs for `trl`, pinned: the versions that the figures of this room were measured with. */
export const trlPackages: Readonly<Record<string, string>> = {
  torch: "2.13.0",
  transformers: "5.24.0",
  trl: "1.16.0",
  peft: "0.21.2",
  accelerate: "1.15.0",
  datasets: "5.2.0",
  gguf: "0.19.0",
};

/** The same as pip reads it, a line each. */
export const requirements: string = Object.entries(trlPackages)
  .map(([name, version]) => `${name}==${version}\n`).join("");
