// JSON Schemas of what a vendor's client sends and receives, made from the vendor's own types.
import { createRequire } from "node:module";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";

const { createGenerator } = createRequire(import.meta.url)("ts-json-schema-generator");
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Objects that name their fields take no others, though some vendors leave them open, so that older forms do not pass. */
function strict(node) {
  if (Array.isArray(node)) return node.map(strict);
  if (node === null || typeof node !== "object") return node;
  const result = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, strict(value)]));
  if (result.properties && !Array.isArray(result.properties)) {
    if (typeof result.additionalProperties === "object" && Object.keys(result.additionalProperties).length === 0) {
      result.additionalProperties = false;
    }
  }
  return result;
}

/** Which types there are: `AnthropicSent` of `types/anthropic.ts` and so on. */
async function names() {
  const files = (await readdir(here("types"))).sort();
  const sources = await Promise.all(files.map((file) => readFile(here(`types/${file}`), "utf8")));
  const source = sources.join("\n");
  return { source, names: [...source.matchAll(/export (?:type|interface) (\w+(?:Sent|Received))/g)].map((match) => match[1]) };
}

function make(names) {
  // One program for all of them: most of its time goes into reading the language's own library.
  const generator = createGenerator({ path: here("types/*.ts"), skipTypeCheck: true, jsDoc: "none" });
  return Object.fromEntries(names.map((name) => [name, strict(generator.createSchema(name))]));
}

/** All schemas by name, kept in `folder` as long as neither packages nor types nor this file change. */
export async function schemas(folder) {
  const types = await names();
  const hash = createHash("sha256").update(types.source);
  for (const file of ["package-lock.json", "schemas.mjs"]) hash.update(await readFile(here(file)));
  const file = `${folder}/${hash.digest("hex").slice(0, 16)}.json`;
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    const made = make(types.names);
    await mkdir(folder, { recursive: true });
    await writeFile(`${file}.part`, JSON.stringify(made));
    await rename(`${file}.part`, file);
    return made;
  }
}
