import assert from "node:assert/strict";
import process from "node:process";
import { providers } from "./providers.ts";
import { serverOf } from "./serverOf.ts";

Deno.test("every provider of the table is reached by its name, and names keep their own colons", () => {
  for (const [name, { baseURL }] of Object.entries(providers)) {
    const server = serverOf(`${name}:own/model:7b`, {});
    assert.equal(server?.name, name);
    assert.equal(server?.model, "own/model:7b");
    if (name !== "ollama") assert.equal(server?.baseURL, baseURL);
  }
  assert.equal(serverOf("tiny", {}), undefined);
  assert.equal(serverOf("nobody:x", {}), undefined);
});

Deno.test("an address names its model behind #, and may be replaced by a base URL", () => {
  const server = serverOf("http://gpu7:8000/v1/#own%20model", {});
  assert.equal(server?.baseURL, "http://gpu7:8000/v1");
  assert.equal(server?.model, "own model");
  assert.equal(server?.name, "gpu7:8000");
  assert.equal(serverOf("openai:x", { baseURL: "http://proxy/v1" })?.baseURL, "http://proxy/v1");
  assert.throws(() => serverOf("http://gpu7:8000/v1", {}), {
    message: "which model? Write http://gpu7:8000/v1#NAME",
  });
});

Deno.test("OLLAMA_HOST is read as ollama reads it", () => {
  const before = process.env.OLLAMA_HOST;
  try {
    for (
      const [host, baseURL] of [
        ["gpu7", "http://gpu7:11434/v1"],
        ["gpu7:1234", "http://gpu7:1234/v1"],
        ["0.0.0.0:1234", "http://127.0.0.1:1234/v1"],
        ["https://gpu7", "https://gpu7:443/v1"],
        ["http://gpu7", "http://gpu7:80/v1"],
      ]
    ) {
      process.env.OLLAMA_HOST = host;
      assert.equal(serverOf("ollama:x", {})?.baseURL, baseURL);
    }
  } finally {
    if (before === undefined) delete process.env.OLLAMA_HOST;
    else process.env.OLLAMA_HOST = before;
  }
});

Deno.test("an address that is none is one clear line, and no password is repeated", () => {
  const refused = (uri: string, message: string | RegExp, options = {}) =>
    assert.throws(() => serverOf(uri, options), { name: "RangeError", message });
  refused(
    "http://gpu7:8000/v1#50%model",
    "the model's name is not percent-encoded: 50%model (write %25 for %)",
  );
  refused("http://gpu7:8000/v1#%E0%A4%A", /not percent-encoded: %E0%A4%A/);
  assert.equal(serverOf("http://gpu7:8000/v1#50%25model#2", {})?.model, "50%model#2");
  refused(
    "http://gpu7:99999/v1#m",
    "no address: http://gpu7:99999/v1 (write http://host:8000/v1#NAME)",
  );
  refused("http://[::1/v1#m", /^no address: /);
  refused("http://#m", /^no address: /);
  refused(
    "https://me:pass@:x/v1#m",
    "no address: https://[redacted]@:x/v1 (write http://host:8000/v1#NAME)",
  );
  for (const baseURL of ["gpu7:8000", "gpu7", "", "ftp://gpu7/v1", "http://"]) {
    refused("openai:m", `'baseURL' must be an address such as http://host:8000/v1: ${baseURL}`, {
      baseURL,
    });
  }
  refused("openai:m", /^no user or password in 'baseURL' \(http:\/\/\[redacted\]@h\/v1\)/, {
    baseURL: "http://me:pass@h/v1",
  });
  const before = process.env.OLLAMA_HOST;
  try {
    process.env.OLLAMA_HOST = "http://gpu 7";
    refused("ollama:x", "OLLAMA_HOST is no address: http://gpu 7");
  } finally {
    if (before === undefined) delete process.env.OLLAMA_HOST;
    else process.env.OLLAMA_HOST = before;
  }
});
