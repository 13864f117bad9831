import type { Codec } from '../design/codecs';
import { jsonReader } from '../design/json-reader';
import { messageOf } from '../errors';
import { type Branch, type Pipeline, pipelineFromJson } from './pipeline';
import type { CompressionStep } from './plan';
import { KIND_NAMES, STEP_KINDS, type StepField } from './step-kinds';
import { valueAt } from './step-values';

/** Version of the text, its first part. */
const VERSION = '1';
const NONE = 'none';
const WANTED = 'to';

/**
 * Pipelines in a link: "1,INT8-to.0.965-tr_e.10_b.500-p-m". Branches are parted by ",", their name and steps by "-", the
 * choices of a step that differ from what leaving them out means by "_", key and value by the first ".". A "-" in a value is
 * "~"; in a name a space is "_" and other signs are "~" and their hex bytes.
 */
export const pipelineText: Codec<Pipeline> & { why(text: string): string | null } = {
  legal: `${VERSION},name-to.0.97-tr_e.10-pr_z.0.5-p_w.4-q_w.4_a.4-m (docs/compression.md), or ${NONE}`,
  is(value): value is Pipeline {
    try {
      const read = pipelineFromJson(jsonReader(value, 'pipeline', 'BadPlan'));
      return (
        JSON.stringify(read) === JSON.stringify(value) ||
        formatPipeline(read) === formatPipeline(value as Pipeline)
      );
    } catch {
      return false;
    }
  },
  parse(text) {
    const read = readPipeline(text);
    return typeof read === 'string' ? undefined : read;
  },
  format: formatPipeline,
  why(text) {
    const read = readPipeline(text);
    return typeof read === 'string' ? read : null;
  },
};

/** The pipeline of a text, or in words why there is none. */
function readPipeline(text: string): Pipeline | string {
  if (text === NONE) return [];
  const [version, ...branches] = text.split(',');
  if (version !== VERSION) {
    const newer = /^\d+$/.test(version) && Number(version) > Number(VERSION);
    return newer
      ? `version ${version} of the pipeline, newer than this Bitscape (version ${VERSION})`
      : `it must begin with its version, "${VERSION},"`;
  }
  try {
    return pipelineFromJson(jsonReader(branches.map(branchJson), 'pipeline', 'BadPlan'));
  } catch (error) {
    return messageOf(error);
  }
}

function formatPipeline(pipeline: Pipeline): string {
  return pipeline.length === 0 ? NONE : [VERSION, ...pipeline.map(branchText)].join(',');
}

const branchText = ({ name, wanted, steps }: Branch): string =>
  [
    nameText(name),
    ...(wanted === null ? [] : [`${WANTED}.${valueText(wanted)}`]),
    ...steps.map(stepText),
  ].join('-');

/** A step as link text: equal texts are equal steps. */
export const stepText = (step: CompressionStep): string => {
  const { key, fields } = STEP_KINDS[step.kind];
  return [key, ...fields.flatMap((field) => fieldText(step, field))].join('_');
};

function fieldText(step: CompressionStep, field: StepField): string[] {
  const value = valueAt(step, field);
  return value === undefined || value === field.otherwise ? [] : [`${field.key}.${valueText(value)}`];
}

const valueText = (value: number | string): string => String(value).replaceAll('-', '~');

/** A branch's text as the JSON that it stands for; what is not legal in it is for the reader of that to say. */
function branchJson(text: string): object {
  const [name, ...parts] = text.split('-');
  const wanted = parts[0]?.startsWith(`${WANTED}.`) ? numberOf(pairOf(parts.shift()!)[1]) : null;
  return { name: nameOf(name), wanted, steps: parts.map(stepJson) };
}

function stepJson(text: string): object {
  const [key, ...pairs] = text.split('_');
  const kind = KIND_NAMES.find((name) => STEP_KINDS[name].key === key);
  if (!kind) return { kind: key };
  const step: Record<string, unknown> = { kind };
  for (const [fieldKey, value] of pairs.map(pairOf)) {
    const field = STEP_KINDS[kind].fields.find((candidate) => candidate.key === fieldKey);
    // A choice that no step of the kind has: of a newer page, or a slip. It must not be passed over.
    if (!field) return { kind: text };
    const [name, member] = field.path.split('.');
    const read = field.legal.type === 'word' ? value : numberOf(value);
    if (member === undefined) step[name] = read;
    else step[name] = { ...(step[name] as object | undefined), [member]: read };
  }
  return step;
}

const numberOf = (text: string): number => (text === '' ? Number.NaN : Number(text));

function pairOf(text: string): [key: string, value: string] {
  const at = text.indexOf('.');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1).replaceAll('~', '-')];
}

const nameText = (name: string): string =>
  encodeURIComponent(name)
    .replace(/[-._~!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '_')
    .replaceAll('%', '~');

/** The name of its text; what is no such text is no name. */
function nameOf(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('~', '%').replaceAll('_', '%20'));
  } catch {
    return '';
  }
}
