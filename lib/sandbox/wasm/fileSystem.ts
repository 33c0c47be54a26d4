/**
 * The private file system of a Pyodide worker (Emscripten's MEMFS, all in memory): bounded, and put
 * back after every program to what it was before.
 *
 * Files that exist at the start (the standard library's archive) can never be written.
 */
import type { Fs, FsNode } from "./emscripten.ts";

const NO_SPACE = 51;
const READ_ONLY = 69;

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

function record(fs: Fs, node: FsNode): Entry[] {
  const { name, parent, mode, rdev, link, atime, mtime, ctime } = node;
  const entry: Entry = { node, own: { name, parent, mode, rdev, link, atime, mtime, ctime } };
  if (!fs.isDir(mode) || !node.contents) return [entry];
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
  file.write = (stream, buffer, offset, length, position, canOwn) => {
    take(Math.max(0, position + length - (stream.node.usedBytes ?? 0)));
    return write(stream, buffer, offset, length, position, canOwn);
  };
  return () => {
    bytes = nodes = 0;
  };
}
