/**
 * Decides which functions of JavaScript the interpreter's WebAssembly can call.
 *
 * Pyodide's module imports some 270 of them: calls into JavaScript objects, `eval` in other words,
 * `dlopen`, sockets, the host's umask. Once the gate is closed the system calls that Emscripten plays
 * in memory go on, a few answer as a machine without network and processes does, and every other one
 * ends the program, even one that calls through the function table with a pointer it made up.
 */

type Import = ((...args: never[]) => unknown) & { sig?: string };
export type Imports = Record<string, Import | undefined>;

/** Errors as musl numbers them for WASI. */
const NO_FAMILY = 5;
const NO_DESCRIPTOR = 8;
const NO_CALL = 52;
/** `EAI_FAIL`. */
const NO_NAME = -4;
const LOOPBACK = 0x0100007f;

/** What acts on memory, on the private file system and on the clock, and nothing else. */
const KEPT = new RegExp(
  "^(" + [
    // These below have an answer of their own.
    "__syscall_(?!umask|getuid|socket|accept4|bind|connect|get(peer|sock)|listen|recv|send)\\w+",
    "_(tzset|timegm|mktime|localtime|gmtime|mmap|munmap|msync|abort)_js",
    "emscripten_(date_now|get_now|get_heap_max|resize_heap)",
    "_emscripten_get_progname",
    "__call_sighandler",
    "_Py_CheckEmscriptenSignals_Helper",
    "_maybe_poll_async",
    "_try_fcntl64",
    "__assert_fail",
    // How the call that runs a program looks at what it gives back.
    "Jsv(Error|NoValue)_Check",
    "exit",
  ].join("|") + ")$",
);

export interface Gate {
  /** From now on, programs run. */
  close(): void;
  /** Forgets what a program has left here. */
  restore(): void;
}

/** Puts the gate into `env`, for the functions of these names, before it is used to instantiate. */
export function gateImports(env: Imports, names: string[]): Gate {
  let closed = false;
  let umask = 0;
  const own: Record<string, (...args: number[]) => unknown> = {
    __syscall_umask_js(mask) {
      const before = umask;
      umask = mask & 0o777;
      return before;
    },
    __syscall_getuid32_js: () => 0,
    _setitimer_js: () => 0,
    _dlopen_js: () => 0,
    _emscripten_dlopen_js: () => 0,
    _dlsym_js: () => 0,
    _emscripten_system: () => -NO_CALL,
    _emscripten_runtime_keepalive_clear: () => {},
    getaddrinfo: () => NO_NAME,
    getnameinfo: () => NO_NAME,
    getprotobyname: () => 0,
    _emscripten_lookup_name: () => LOOPBACK,
    __syscall_socket: () => -NO_FAMILY,
  };
  for (const name of names) {
    const original = env[name];
    if (typeof original !== "function" || KEPT.test(name)) continue;
    const answer = own[name] ??
      (name.startsWith("__syscall_") ? () => -NO_DESCRIPTOR : () => {
        throw new Error(`${name} is closed`);
      });
    const gated = (...args: never[]) => closed ? answer(...args) : original(...args);
    // Emscripten makes a function of the table from an import by its signature.
    env[name] = Object.assign(gated, original.sig ? { sig: original.sig } : {});
  }
  return {
    close() {
      closed = true;
    },
    restore() {
      umask = 0;
    },
  };
}
