const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A JSON Schema of type object, or what keeps a text from being one. */
export function readSchema(text: string): { schema: Record<string, unknown> } | { trouble: string } {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (broken) {
    return { trouble: `This is not JSON yet: ${broken instanceof Error ? broken.message : 'it breaks off'}.` };
  }
  if (!isObject(read) || read['type'] !== 'object') return { trouble: 'It must describe an object: {"type": "object", "properties": {}}.' };
  const properties = read['properties'] ?? {};
  if (!isObject(properties)) return { trouble: '“properties” must be an object with the name of each argument.' };
  const odd = Object.keys(properties).find((name) => !isObject(properties[name]));
  if (odd !== undefined) return { trouble: `The argument “${odd}” must be described by an object, such as {"type": "string"}.` };
  const required: unknown = read['required'] ?? [];
  if (!Array.isArray(required)) return { trouble: '“required” must be a list of names.' };
  const missing: unknown = required.find((name) => typeof name !== 'string' || !(name in properties));
  if (missing !== undefined) return { trouble: `“required” names ${JSON.stringify(missing)}, which is not among the properties.` };
  return { schema: read };
}

/** The arguments of a schema in words: `city (string), days (integer, may be left out)`. */
export function argumentsOf(schema: Record<string, unknown>): string {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const required: unknown[] = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(properties)
    .map(([name, about]) => {
      const type = isObject(about) && typeof about['type'] === 'string' ? about['type'] : 'anything';
      return `${name} (${type}${required.includes(name) ? '' : ', may be left out'})`;
    })
    .join(', ');
}
