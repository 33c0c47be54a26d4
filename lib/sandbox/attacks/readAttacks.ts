/** Reads the attack programs: see `programs/README.md`. */
import { readdirSync, readFileSync } from "node:fs";

export interface Attack {
  family: string;
  name: string;
  code: string;
}

const folder = new URL("./programs/", import.meta.url);
const wrong = "\n\ndef add(a, b):\n    return None\n";

/** Speaks with the judge, on descriptor 3. */
const speaks = `import json
import os
import struct

def raw(data):
    data = struct.pack("<I", len(data)) + data
    while data:
        data = data[os.write(3, data):]

def send(message):
    raw(json.dumps(message).encode())

def leave(*messages):
    for message in messages:
        raw(message) if type(message) is bytes else send(message)
    os._exit(0)
`;

/** All attacks, with the folder that must not be reached and a listening port put in. */
export function readAttacks({ pwn, port }: { pwn: string; port: number }): Attack[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".py")).sort();
  return files.flatMap((file) => {
    const family = file.replace(".py", "");
    const parts = readFileSync(new URL(file, folder), "utf8").split(/^# attack: /m).slice(1);
    return parts.map((part) => {
      const end = part.indexOf("\n");
      return { family, name: part.slice(0, end), code: program(part.slice(end + 1), pwn, port) };
    });
  });
}

function program(text: string, pwn: string, port: number): string {
  const code = text
    .replaceAll("@F@\n", speaks)
    .replaceAll("@PWN@", pwn)
    .replaceAll("@PORT@", String(port))
    .replaceAll("@NUL@", "\0")
    .replaceAll("@SURROGATE@", "\ud800")
    .replaceAll("@OPEN@", "(".repeat(5000))
    .replaceAll("@CLOSE@", ")".repeat(5000));
  return /^def add\(|^add = /m.test(code) ? code : code.trimEnd() + wrong;
}
