// Holds frames against the vendors' types, and prints for each of them its number and what is wrong with it.
import Ajv from "ajv";
import { readFile } from "node:fs/promises";
import { schemas } from "./schemas.mjs";

const { folder, frames, known } = JSON.parse(await readFile(process.argv[2], "utf8"));
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
const made = await schemas(folder);
const checks = Object.fromEntries(
  [...new Set(frames.map(({ type }) => type))].map((type) => [type, ajv.compile(made[type])]),
);
const used = new Set();

/** Takes out what is known to come though the types do not name it; a path such as `session.id`. */
function without(node, [field, ...rest]) {
  if (node === null || typeof node !== "object" || !(field in node)) return false;
  if (rest.length > 0) return without(node[field], rest);
  delete node[field];
  return true;
}

/** The branch of a union that a frame names itself to be of, so that only what it lacks is told. */
function branch(type, frame) {
  const { $ref, definitions } = made[type];
  const named = (ref) => definitions[decodeURIComponent(ref.replace("#/definitions/", ""))];
  const found = named($ref).anyOf?.find((choice) => choice.$ref && named(choice.$ref).properties?.type?.const === frame.type);
  return found ? ajv.compile({ $ref: found.$ref, definitions }) : checks[type];
}

function complaint(type, frame) {
  const check = branch(type, frame);
  if (check(frame)) return "matches no branch";
  return check.errors
    .slice(0, 5)
    .map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`)
    .join("; ");
}

frames.forEach(({ type, frame }, number) => {
  const whole = known.find(({ of, path }) => of === type && path === `type=${frame.type}`);
  if (whole) {
    used.add(`${type} ${whole.path}`);
    console.log(`${number} `);
    return;
  }
  for (const { of, path } of known) {
    if (of === type && without(frame, path.split("."))) used.add(`${of} ${path}`);
  }
  console.log(`${number} ${checks[type](frame) ? "" : complaint(type, frame)}`);
});
for (const { of, path } of known) {
  if (!used.has(`${of} ${path}`)) console.log(`unused ${of} ${path}`);
}
