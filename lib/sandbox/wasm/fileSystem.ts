/**
 * The private file system of a Pyodide worker (Emscripten's MEMFS, all in memory): bounded, and put
 * back after every program to what it was before.
 *
 * Files that exist at the start (the standard library's archive) can never be written.
 */
import type { Fs, FsNode } from "./emscripten.ts";

const NAME_TOO_LONG = 37;
const NO_SPACE = 51;
const NOT_PERMITTED = 63;
const READ_ONLY = 69;
const MAX_NAME = 255;
/** Milliseconds: when all files were made. */
const BEGINNING = Date.UTC(2026, 0, 1);
const MAX_PATH = 4096;

export interface FileSystemLimits {
  /** Bytes in all files. */
  bytes: number;
  /** Files, directories and links. */
  nodes: number;
}

interface Entry {
  node: FsNode;
  own: Partial<FsNode>;
  /** A directory's children. */
  children?: [string, FsNode][];
}

/** Bounds the file system; the function it gives puts everything back, open files included. */
export function guardFileSystem(fs: Fs, limits: FileSystemLimits): () => void {
  const entries = record(fs, fs.root);
  for (const { node } of entries) if (fs.isFile(node.mode)) makeReadOnly(fs, node);
  const forget = bound(fs, limits);
  const streams = fs.streams.map((stream) =>
    stream && { stream, own: { ...stream }, shared: { ...stream.shared } }
  );
  const directory = fs.currentPath;
  const inode = fs.nextInode;

  return () => {
    fs.streams.length = 0;
    for (const saved of streams) {
      if (saved) Object.assign(saved.stream, saved.own, { shared: { ...saved.shared } });
      fs.streams.push(saved?.stream ?? null);
    }
    fs.nameTable.fill(undefined);
    for (const { node, own, children } of entries) {
      Object.assign(node, own);
      if (children) node.contents = Object.fromEntries(children);
      if (node.parent !== node) fs.hashAddNode(node);
    }
    fs.currentPath = directory;
    fs.nextInode = inode;
    forget();
  };
}

/** All that a node has of its own, but the table of names that it is in. */
function record(fs: Fs, node: FsNode): Entry[] {
  // Not the boot's: a program is not to know how many others this worker has run.
  node.atime = node.mtime = node.ctime = BEGINNING;
  const { name_next: _, ...own } = { ...node } as FsNode & { name_next?: FsNode };
  const entry: Entry = { node, own };
  if (!fs.isDir(node.mode) || !node.contents) return [entry];
  delete entry.own.contents;
  entry.children = Object.entries(node.contents as Record<string, FsNode>);
  return [entry, ...entry.children.flatMap(([, child]) => record(fs, child))];
}

function makeReadOnly(fs: Fs, node: FsNode): void {
  const refuse = () => {
    throw new fs.ErrnoError(READ_ONLY);
  };
  node.stream_ops = { ...node.stream_ops, write: refuse, msync: refuse };
  node.node_ops = { ...node.node_ops, setattr: refuse };
}

/** Makes a full file system say so; the function it gives forgets what was used. */
function bound(fs: Fs, limits: FileSystemLimits): () => void {
  const memory = fs.filesystems.MEMFS;
  let bytes = 0;
  let nodes = 0;
  const take = (amount: number) => {
    if (bytes + amount > limits.bytes) throw new fs.ErrnoError(NO_SPACE);
    bytes += amount;
  };

  const { createNode, resizeFileStorage } = memory;
  memory.createNode = (parent, name, mode, device) => {
    if (++nodes > limits.nodes) throw new fs.ErrnoError(NO_SPACE);
    return createNode.call(memory, parent, name, mode, device);
  };
  memory.resizeFileStorage = (node, size) => {
    take(Math.max(0, size - (node.usedBytes ?? 0)));
    resizeFileStorage.call(memory, node, size);
  };
  const file = memory.ops_table.file.stream;
  const { write } = file;
  // A mapped file is written by the other of the two.
  file.write = memory.stream_ops.write = (stream, buffer, offset, length, position, canOwn) => {
    take(Math.max(0, position + length - (stream.node.usedBytes ?? 0)));
    return write(stream, buffer, offset, length, position, canOwn);
  };
  boundNames(fs, take);
  return () => {
    bytes = nodes = 0;
  };
}

/** Names and links are texts of JavaScript, outside of the memory that is limited. */
function boundNames(fs: Fs, take: (bytes: number) => void): void {
  const { lookupPath, symlink, mknod } = fs;
  const check = (path: string) => {
    const long = path.length > MAX_PATH ||
      (path.length > MAX_NAME && path.split("/").some((name) => name.length > MAX_NAME));
    if (long) throw new fs.ErrnoError(NAME_TOO_LONG);
  };
  fs.lookupPath = (path, options) => {
    check(path);
    return lookupPath.call(fs, path, options);
  };
  fs.symlink = (target, path) => {
    if (target.length > MAX_PATH) throw new fs.ErrnoError(NAME_TOO_LONG);
    take(target.length);
    return symlink.call(fs, target, path);
  };
  fs.mknod = (path, mode, device) => {
    // A device made by a program would be one of ours under another name.
    if (fs.isChrdev(mode)) throw new fs.ErrnoError(NOT_PERMITTED);
    return mknod.call(fs, path, mode, device);
  };
}
