import assert from "node:assert/strict";

Deno.test("lab installs the kernel the first time and again, and ends well with or without Jupyter", async () => {
  const home = await Deno.makeTempDir();
  try {
    for (const time of ["first", "second"]) {
      const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "-A", "--no-check", new URL("lab.ts", import.meta.url).pathname, "--version"],
        env: { HOME: home, XDG_DATA_HOME: `${home}/share` },
      }).output();
      assert.equal(code, 0, `${time}: ${new TextDecoder().decode(stderr)}`);
      assert.match(
        new TextDecoder().decode(stderr),
        /does not stop on an error: .* stops at the first/,
      );
      assert.match(new TextDecoder().decode(stdout), /^\d+\.\d+|JupyterLab is not: /);
    }
  } finally {
    await Deno.remove(home, { recursive: true });
  }
});
