import type { Descriptor, JsonSchema, Labels, Schema } from '../api/types';
import { typeOf, type FieldType } from '../setup/fields';

/** A field of a schema, with those within it. */
export interface Node {
  /** As mappings write it: person.name.firstName. */
  path: string;
  name: string;
  title: string | undefined;
  description: string | undefined;
  type: string;
  depth: number;
  isRequired: boolean;
  /** What it identifies, such as Email, and whether it is the one that rows are told apart by. */
  identity: { namespace: string; isPrimary: boolean } | undefined;
  /** As labels name it: /properties/person/properties/name. */
  pointer: string;
  children: Node[];
}

const DEEPEST = 40;
const WORDS: Partial<Record<FieldType, string>> = { 'date-time': 'date and time', integer: 'whole number' };

function typeInWords(schema: JsonSchema, depth = 0): string {
  const type = typeOf(schema);
  if (type === 'list' && schema.items && depth < 3) return `list of ${typeInWords(schema.items, depth + 1)}`;
  if (type === 'map' && typeof schema.additionalProperties === 'object' && depth < 3) return `map of ${typeInWords(schema.additionalProperties, depth + 1)}`;
  return WORDS[type] ?? type;
}

const escaped = (name: string) => name.replace(/~/g, '~0').replace(/\//g, '~1');

/** The fields of a resolved schema, as a tree. Lists of objects show the fields of one. */
export function treeOf(schema: Schema): Node[] {
  const identities = new Map(
    (schema['meta:descriptors'] ?? [])
      .filter((one: Descriptor) => one['@type'] === 'xdm:descriptorIdentity')
      .map((one) => [one['xdm:sourceProperty'].replace(/^\//, '').replaceAll('/', '.'), { namespace: one['xdm:namespace'] ?? '', isPrimary: one['xdm:isPrimary'] ?? false }]),
  );
  const within = (parent: JsonSchema, prefix: string, pointer: string, depth: number): Node[] =>
    depth > DEEPEST
      ? []
      : Object.entries(parent.properties ?? {}).map(([name, field]) => {
          const path = prefix + name;
          const at = `${pointer}/properties/${escaped(name)}`;
          const list = typeOf(field) === 'list' ? field.items : undefined;
          return {
            path,
            name,
            title: field.title,
            description: field.description,
            type: typeInWords(field),
            depth,
            isRequired: parent.required?.includes(name) ?? false,
            identity: identities.get(path),
            pointer: at,
            children: list?.properties ? within(list, `${path}.`, `${at}/items`, depth + 1) : within(field, `${path}.`, at, depth + 1),
          };
        });
  return within(schema, '', '', 0);
}

/** The nodes that are to be seen: of closed ones only themselves; those that are wanted with all above them. */
export function visible(nodes: Node[], isOpen: (node: Node) => boolean, isWanted?: (node: Node) => boolean): Node[] {
  return nodes.flatMap((node) => {
    const below = visible(node.children, isOpen, isWanted);
    if (isWanted) return below.length > 0 || isWanted(node) ? [node, ...below] : [];
    return isOpen(node) ? [node, ...below] : [node];
  });
}

/** On each level, what has values stands first; else the order stays. */
export function filledFirst(nodes: Node[], has: Set<string>): Node[] {
  const rank = ({ path }: Node) => Number(!has.has(path));
  return nodes.map((node) => ({ ...node, children: filledFirst(node.children, has) })).sort((a, b) => rank(a) - rank(b));
}

/** How many leaves there are. */
export const sum = (nodes: Node[]): number => nodes.reduce((all, node) => all + (node.children.length === 0 ? 1 : sum(node.children)), 0);

/** The labels of one field. */
export const labelsAt = (labels: Labels | undefined, pointer: string): string[] => labels?.optionalLabels.find(({ option }) => option.schemaPath === pointer)?.labels ?? [];

/** All labels, with those of one field replaced; without a pointer, those of the data set. */
export function withLabels(all: Labels, schema: { id: string; contentType?: string }, pointer: string | undefined, labels: string[]): Labels {
  if (pointer === undefined) return { labels, optionalLabels: all.optionalLabels };
  const others = all.optionalLabels.filter(({ option }) => option.schemaPath !== pointer);
  return { labels: all.labels, optionalLabels: labels.length === 0 ? others : [...others, { option: { ...schema, schemaPath: pointer }, labels }] };
}
