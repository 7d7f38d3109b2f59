// Rearranges a built wasm and its glue so that they compress better; what they
// do stays the same. Run, after Trunk and minify.mjs: node www/pack.mjs, or
// with the names of the two.
//
// - What the wasm takes from the glue gets short names.
// - Functions that are alike stand side by side: brotli then says with fewer
//   bits what is repeated.
// - Sections for tools are left out.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Reader, imports, sections } from "./sections.mjs";

// The numbers of sections.
const CUSTOM = 0;
const IMPORT = 2;
const FUNCTION = 3;
const EXPORT = 7;
const START = 8;
const ELEMENT = 9;
const CODE = 10;

/** A number as LEB128. */
function leb(value) {
  const out = [];
  for (; value > 127; value = Math.floor(value / 128)) out.push((value % 128) | 128);
  return [...out, value];
}

const name = (reader) => new TextDecoder().decode(reader.part());

const text = (string) => {
  const bytes = [...new TextEncoder().encode(string)];
  return [...leb(bytes.length), ...bytes];
};

const list = (items, write) => [...leb(items.length), ...items.flatMap(write)];

/** The parts of a function that name another one: `call` and `ref.func`. */
function functionsNamed(body, named) {
  const code = new Reader(body);
  code.list(() => {
    code.skip();
    code.byte();
  });
  while (!code.ended) instruction(code, named);
}

/** Reads one instruction, and calls `named(from, to)` where it holds a function's number. */
function instruction(code, named) {
  const op = code.byte();
  const unknown = () => {
    throw new Error(`pack.mjs doesn't know the instruction 0x${op.toString(16)}`);
  };
  if (op === 0x10 || op === 0x12 || op === 0xd2) {
    const from = code.at;
    code.skip();
    named(from, code.at);
  } else if (op >= 0x02 && op <= 0x04) {
    code.skip(); // block, loop, if
  } else if (op <= 0x01 || op === 0x05 || op === 0x0b || op === 0x0f || op === 0x1a || op === 0x1b) {
    // unreachable, nop, else, end, return, drop, select
  } else if (op === 0x0c || op === 0x0d || (op >= 0x20 && op <= 0x26) || (op >= 0x3f && op <= 0x42)) {
    code.skip(); // branches, locals, globals, tables, the memory's size, whole numbers
  } else if (op === 0x0e) {
    code.list(() => code.skip()); // br_table
    code.skip();
  } else if (op === 0x11) {
    code.skip(); // call_indirect
    code.skip();
  } else if (op === 0x1c) {
    code.list(() => code.skip()); // select of a type
  } else if (op >= 0x28 && op <= 0x3e) {
    const align = code.number(); // loads and stores
    if (align >= 64) unknown();
    code.skip();
  } else if (op === 0x43) {
    code.take(4);
  } else if (op === 0x44) {
    code.take(8);
  } else if (op >= 0x45 && op <= 0xc4) {
    // arithmetic
  } else if (op === 0xd0) {
    code.skip();
  } else if (op === 0xd1) {
    // ref.is_null
  } else if (op === 0xfc) {
    const more = code.number();
    if (more > 17) unknown();
    if (more >= 8) code.skip(); // of the memory or a table
    if (more === 8 || more === 10 || more === 12 || more === 14) code.skip();
  } else {
    unknown();
  }
}

/** How long the sequences are by which functions are compared, in bytes. */
const ALIKE = 4;
/** A sequence that stands in more functions than this says nothing. */
const COMMON = 300;

/** The order in which each of `bodies` follows the one that it is most like. */
function byLikeness(bodies) {
  const sequences = bodies.map((body) => {
    const text = Buffer.from(body).toString("latin1");
    return new Set(Array.from({ length: Math.max(0, text.length - ALIKE + 1) }, (_, i) => text.slice(i, i + ALIKE)));
  });
  const holders = new Map();
  sequences.forEach((all, index) => {
    for (const sequence of all) {
      const those = holders.get(sequence);
      if (those) those.push(index);
      else holders.set(sequence, [index]);
    }
  });
  const left = new Set(bodies.keys());
  let last = 0;
  for (const index of left) if (bodies[index].length > bodies[last].length) last = index;
  const order = [];
  for (;;) {
    order.push(last);
    left.delete(last);
    if (left.size === 0) return order;
    const shared = new Map();
    for (const sequence of sequences[last]) {
      const those = holders.get(sequence);
      if (those.length >= COMMON) continue;
      for (const index of those) if (left.has(index)) shared.set(index, (shared.get(index) ?? 0) + 1);
    }
    let best = -1;
    let next = left.values().next().value;
    for (const [index, count] of shared) {
      const likeness = count / (sequences[index].size + sequences[last].size + 1);
      if (likeness > best) [best, next] = [likeness, index];
    }
    last = next;
  }
}

/** The module and its glue with short names and the functions in another order. */
function pack(wasm, glue) {
  const parts = sections(wasm).filter(({ id }) => id !== CUSTOM);
  const body = (id) => parts.find((part) => part.id === id)?.content ?? new Uint8Array([0]);

  // Names that wasm-bindgen made up: nobody else knows them.
  const short = new Map();
  const shortened = (name) => {
    if (!name.startsWith("__") && !name.startsWith("wasm_bindgen_")) return name;
    if (!short.has(name)) short.set(name, `$${short.size.toString(36)}`);
    return short.get(name);
  };

  const taken = imports(body(IMPORT));
  const imported = taken.filter(({ kind }) => kind === 0).length;
  const renamedImports = list(taken, ({ module, field, described }) => [...text(module), ...text(shortened(field)), ...described]);

  const code = new Reader(body(CODE));
  const bodies = code.list(() => code.part());
  const types = new Reader(body(FUNCTION));
  const typeOf = types.list(() => types.number());
  const order = byLikeness(bodies);
  const place = new Map(order.map((old, now) => [old + imported, now + imported]));
  const moved = (index) => place.get(index) ?? index;

  const rewritten = (old) => {
    const from = bodies[old];
    const out = [];
    let done = 0;
    functionsNamed(from, (start, end) => {
      for (; done < start; done++) out.push(from[done]);
      out.push(...leb(moved(new Reader(from, start).number())));
      done = end;
    });
    for (; done < from.length; done++) out.push(from[done]);
    return out;
  };

  const exported = new Reader(body(EXPORT));
  const exports = exported.list(() => {
    const named = text(shortened(name(exported)));
    const kind = exported.byte();
    const index = exported.number();
    return [...named, kind, ...leb(kind === 0 ? moved(index) : index)];
  });

  const elements = new Reader(body(ELEMENT));
  const segments = elements.list(() => {
    const flags = elements.number();
    const from = elements.at;
    if (flags & ~3) throw new Error("pack.mjs doesn't know elements that are expressions");
    if ((flags & 1) === 0) {
      if (flags & 2) elements.skip();
      while (elements.bytes[elements.at] !== 0x0b) {
        instruction(elements, () => {
          throw new Error("a function's number within an offset");
        });
      }
      elements.byte();
    }
    if (flags) elements.byte();
    const head = elements.bytes.subarray(from, elements.at);
    const functions = elements.list(() => elements.number());
    return [...leb(flags), ...head, ...list(functions, (index) => leb(moved(index)))];
  });

  const written = {
    [IMPORT]: () => renamedImports,
    [FUNCTION]: () => list(order, (old) => leb(typeOf[old])),
    [EXPORT]: () => list(exports, (one) => one),
    [START]: (old) => leb(moved(new Reader(old).number())),
    [ELEMENT]: () => list(segments, (one) => one),
    [CODE]: () => {
      const all = order.map(rewritten).flatMap((one) => [Buffer.from(leb(one.length)), Buffer.from(one)]);
      return Buffer.concat([Buffer.from(leb(order.length)), ...all]);
    },
  };
  const out = [Buffer.from(wasm.subarray(0, 8))];
  for (const { id, content } of parts) {
    const now = Buffer.from(written[id]?.(content) ?? content);
    out.push(Buffer.from([id, ...leb(now.length)]), now);
  }

  // In the glue a name stands alone.
  const renamed = glue.replace(/[\w$]+/g, (word) => short.get(word) ?? word);
  return { wasm: Buffer.concat(out), glue: renamed };
}

/** The one file of dist/ with this beginning and end. */
function built(start, end) {
  const dist = fileURLToPath(new URL("../dist/", import.meta.url));
  const [name, ...others] = readdirSync(dist).filter((name) => name.startsWith(start) && name.endsWith(end));
  if (name === undefined || others.length > 0) throw new Error(`dist/: not one ${start}…${end}`);
  return join(dist, name);
}

const [wasmFile = built("page-", "_bg.wasm"), glueFile = built("page-", ".js")] = process.argv.slice(2);
const packed = pack(readFileSync(wasmFile), readFileSync(glueFile, "utf8"));
if (!WebAssembly.validate(packed.wasm)) throw new Error("the packed wasm isn't valid");
writeFileSync(wasmFile, packed.wasm);
writeFileSync(glueFile, packed.glue);
