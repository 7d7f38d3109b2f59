// Reads a wasm file as far as its sections.
// The format: https://webassembly.github.io/spec/core/binary/

/** Reads numbers in LEB128 and bytes, one after the other. */
export class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  byte() {
    if (this.ended) throw new Error("the wasm ends too soon");
    return this.bytes[this.at++];
  }

  /** So many bytes. */
  take(length) {
    this.at += length;
    if (this.at > this.bytes.length) throw new Error("the wasm ends too soon");
    return this.bytes.subarray(this.at - length, this.at);
  }

  /** Leaves out a number of any kind. */
  skip() {
    while (this.byte() & 0x80);
  }

  number() {
    let [number, scale, byte] = [0, 1];
    do {
      byte = this.byte();
      number += (byte & 0x7f) * scale;
      scale *= 0x80;
    } while (byte & 0x80);
    return number;
  }

  /** A length, and so many bytes. */
  part() {
    return this.take(this.number());
  }

  /** As many as the number says that comes first. */
  list(read) {
    return Array.from({ length: this.number() }, read);
  }

  get ended() {
    return this.at >= this.bytes.length;
  }
}

/** The sections of a module: number, content, and the whole as it stands there. */
export function sections(bytes) {
  const reader = new Reader(bytes, 8);
  const found = [];
  while (!reader.ended) {
    const start = reader.at;
    const id = reader.byte();
    const content = reader.part();
    found.push({ id, content, whole: bytes.subarray(start, reader.at) });
  }
  return found;
}

/** What an import section names: its two names, its kind (0 is a function), and what describes it as it stands there. */
export function imports(content) {
  const reader = new Reader(content);
  const name = () => new TextDecoder().decode(reader.part());
  return reader.list(() => {
    const [module, field] = [name(), name()];
    const from = reader.at;
    const kind = reader.byte();
    if (kind === 0) reader.skip();
    else if (kind === 3) reader.take(2);
    else throw new Error("the glue gives functions and globals, nothing else");
    return { module, field, kind, described: content.subarray(from, reader.at) };
  });
}

/** The module without its custom sections, which are for tools. */
export const bare = (bytes) =>
  Buffer.concat([bytes.subarray(0, 8), ...sections(bytes).filter(({ id }) => id !== 0).map(({ whole }) => whole)]);
