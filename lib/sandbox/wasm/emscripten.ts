/** The parts of Pyodide's and Emscripten's internals that the workers use; neither publishes types for them. */

export interface FsNode {
  name: string;
  mode: number;
  parent: FsNode;
  rdev: number;
  link?: string;
  atime: number;
  mtime: number;
  ctime: number;
  /** A directory's children, a file's bytes. */
  contents?: Record<string, FsNode> | Uint8Array;
  usedBytes?: number;
  node_ops: object;
  stream_ops: object;
}

export interface FsStream {
  fd: number;
  node: FsNode;
  /** What duplicates of a descriptor share: its position and its flags. */
  shared: object;
}

type Transfer = (
  stream: FsStream,
  buffer: Uint8Array,
  offset: number,
  length: number,
  position: number,
  canOwn?: boolean,
) => number;

export interface DeviceOps {
  open?(stream: FsStream): void;
  close?(stream: FsStream): void;
  read: Transfer;
  write: Transfer;
}

export interface MemFs {
  ops_table: { file: { stream: { write: Transfer } } };
  stream_ops: { write: Transfer };
  createNode(parent: FsNode | null, name: string, mode: number, device: number): FsNode;
  resizeFileStorage(node: FsNode, size: number): void;
}

export interface PipeFs {
  /** Names pipes by a counter, which is a property of this function. */
  nextname: (() => string) & { current?: number };
  createPipe(): { readable_fd: number; writable_fd: number };
  stream_ops: { write: Transfer };
}

export interface PipeNode extends FsNode {
  pipe: { buckets: { offset: number; roffset: number }[] };
}

export interface Fs {
  root: FsNode;
  streams: (FsStream | null)[];
  nameTable: (FsNode | undefined)[];
  nextInode: number;
  currentPath: string;
  ErrnoError: new (errno: number) => Error;
  filesystems: { MEMFS: MemFs };
  isDir(mode: number): boolean;
  isFile(mode: number): boolean;
  isChrdev(mode: number): boolean;
  hashAddNode(node: FsNode): void;
  makedev(major: number, minor: number): number;
  devices: Record<number, unknown>;
  registerDevice(device: number, ops: DeviceOps): void;
  mkdev(path: string, mode: number, device: number): void;
  mknod(path: string, mode: number, device: number): FsNode;
  lookupPath(path: string, options?: object): { node: FsNode; path: string };
  open(path: string, flags: number, mode?: number): FsStream;
  closeStream(fd: number): void;
  dupStream(stream: FsStream, fd: number): FsStream;
  mkdirTree(path: string): void;
  symlink(target: string, path: string): FsNode;
  unlink(path: string): void;
  writeFile(path: string, data: string | Uint8Array): void;
}

export interface PyodideModule {
  HEAPU8: Uint8Array<ArrayBuffer>;
  HEAPU32: Uint32Array<ArrayBuffer>;
  PIPEFS: PipeFs;
  _PyImport_Inittab: number;
  _emscripten_get_sbrk_ptr(): number;
  /** The stack grows from its base down to its end. */
  _emscripten_stack_get_base(): number;
  _emscripten_stack_get_end(): number;
}

/** A Python function called from JavaScript. */
export type PythonFunction = (...args: (string | number)[]) => unknown;

export interface Pyodide {
  FS: Fs;
  _module: PyodideModule;
  _api: { fatal_error(error: unknown): never };
  runPython(code: string): unknown;
  setInterruptBuffer(buffer: Uint8Array): void;
  makeMemorySnapshot(): Uint8Array;
}

export interface PyodideOptions {
  indexURL: string;
  env: Record<string, string>;
  lockFileContents: unknown;
  jsglobals?: object;
  stdin?: () => null;
  stdout?: (text: string) => void;
  stderr?: (text: string) => void;
  _makeSnapshot?: boolean;
  _loadSnapshot?: Uint8Array;
  _sysExecutable?: string;
}

export interface PyodideLoader {
  loadPyodide(options: PyodideOptions): Promise<Pyodide>;
}
