/**
 * A JSON schema as a grammar in llama.cpp's notation (GBNF), so that a reply cannot be anything else.
 * What a grammar cannot say (a pattern, a least number) is left to the check of the reply.
 *
 * Notation: https://github.com/ggml-org/llama.cpp/blob/master/grammars/README.md
 */
type Schema = Record<string, unknown>;

const common = String.raw`
space ::= | " " | "\n" [ \t]{0,20}
char ::= [^"\\\x7F\x00-\x1F] | "\\" (["\\/bfnrt] | "u" [0-9a-fA-F]{4})
string ::= "\"" char* "\"" space
integer ::= "-"? ("0" | [1-9] [0-9]{0,15}) space
number ::= "-"? ("0" | [1-9] [0-9]{0,15}) ("." [0-9]{1,16})? ([eE] [-+]? [0-9]{1,3})? space
boolean ::= ("true" | "false") space
null ::= "null" space
value ::= object | array | string | number | boolean | null
object ::= "{" space (string ":" space value ("," space string ":" space value)*)? "}" space
array ::= "[" space (value ("," space value)*)? "]" space
`;

/**
 * The grammar of a schema; `$defs`, alternatives, enumerations, lists and objects with optional
 * fields are kept to, in the order in which the schema names the fields.
 *
 * @throws {RangeError} for a reference that leads nowhere.
 */
export function grammarOf(schema: Schema): string {
  const rules = new Map<string, string>();
  const named = new Map<unknown, string>();

  /** A rule of its own, so that a schema may hold itself. */
  const rule = (of: Schema): string => {
    const known = named.get(of);
    if (known) return known;
    const name = `r${named.size}`;
    named.set(of, name);
    rules.set(name, body(of));
    return name;
  };

  const body = (of: Schema): string => {
    if (typeof of.$ref === "string") return rule(target(schema, of.$ref));
    if ("const" in of) return literal(of.const);
    if (Array.isArray(of.enum)) return of.enum.map(literal).join(" | ");
    const either = of.anyOf ?? of.oneOf;
    if (Array.isArray(either)) return either.map((each) => rule(each)).join(" | ");
    if (Array.isArray(of.allOf) && of.allOf.length === 1) return rule(of.allOf[0]);
    if (Array.isArray(of.type)) {
      return of.type.map((type) => rule({ ...of, type })).join(" | ");
    }
    switch (of.type ?? (of.properties ? "object" : undefined)) {
      case "object":
        return object(of);
      case "array":
        return array(of);
      case "string":
        return string(of);
      case "integer":
      case "number":
      case "boolean":
      case "null":
        return of.type as string;
      default:
        return "value";
    }
  };

  const object = (of: Schema): string => {
    const fields = Object.entries(of.properties ?? {});
    if (!fields.length) {
      const extra = of.additionalProperties;
      if (extra === false) return `"{" space "}" space`;
      const value = extra instanceof Object ? rule(extra as Schema) : "value";
      const pair = `string ":" space ${value}`;
      return `"{" space (${pair} ("," space ${pair})*)? "}" space`;
    }
    const required = new Set(Array.isArray(of.required) ? of.required : []);
    const pairs = fields.map(([name, each]) => ({
      text: `${quoted(JSON.stringify(name))} space ":" space ${rule(each as Schema)}`,
      must: required.has(name),
    }));
    return `"{" space ${rest(pairs, 0, true)} "}" space`;
  };

  /** The fields from one on: those before it were none (`first`), or a comma is needed. */
  const rest = (pairs: { text: string; must: boolean }[], from: number, first: boolean): string => {
    if (from === pairs.length) return `""`;
    const key = pairs.map(({ text, must }) => `${must} ${text}`).join("\\n") + `${from} ${first}`;
    let name = named.get(key);
    if (name) return name;
    name = `r${named.size}`;
    named.set(key, name);
    const { text, must } = pairs[from];
    const here = `${first ? "" : `"," space `}${text} ${rest(pairs, from + 1, false)}`;
    rules.set(name, must ? here : `${here} | ${rest(pairs, from + 1, first)}`);
    return name;
  };

  const array = (of: Schema): string => {
    if (Array.isArray(of.prefixItems)) {
      const items = of.prefixItems.map((each) => rule(each)).join(` "," space `);
      return `"[" space ${items} "]" space`;
    }
    const item = of.items instanceof Object ? rule(of.items as Schema) : "value";
    const least = Number(of.minItems ?? 0), most = of.maxItems as number | undefined;
    if (most === 0) return `"[" space "]" space`;
    const more = `("," space ${item}){${Math.max(0, least - 1)},${
      most === undefined ? "" : most - 1
    }}`;
    return `"[" space ${least > 0 ? `${item} ${more}` : `(${item} ${more})?`} "]" space`;
  };

  const string = ({ minLength = 0, maxLength }: Schema): string =>
    minLength === 0 && maxLength === undefined
      ? "string"
      : `"\\"" char{${minLength},${maxLength ?? ""}} "\\"" space`;

  const root = rule(schema);
  const own = [...rules].map(([name, text]) => `${name} ::= ${text}`);
  return `root ::= ${root}\n${own.join("\n")}${common}`;
}

const literal = (value: unknown) => `${quoted(JSON.stringify(value))} space`;

/** A text as GBNF quotes it; JSON's own escapes are the same. */
const quoted = (text: string) => JSON.stringify(text);

function target(schema: Schema, reference: string): Schema {
  let at: unknown = schema;
  for (const part of reference.replace(/^#\/?/, "").split("/").filter(Boolean)) {
    at = (at as Schema | undefined)?.[part.replaceAll("~1", "/").replaceAll("~0", "~")];
  }
  if (!(at instanceof Object)) throw new RangeError(`the schema has no ${reference}`);
  return at as Schema;
}
