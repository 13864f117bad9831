import { defaultInputBits, topologyOf } from '../network/presets';
import { DESIGN_DEFAULTS, type Design } from './design';
import { FIELDS, type Field, reasonOf } from './fields';
import { LINK_VERSION, LINK_VERSIONS, type LinkPairs } from './versions';

/** A design as read from a link, with what could not be read, in words for a person. */
export interface ReadLink {
  design: Design;
  problems: string[];
}

/**
 * The share link of a design, without "#": the version, then what differs from the version's defaults:
 * "v=1&n=sfc&wr=1-4".
 */
export function formatLink(design: Design): string {
  const { defaults } = LINK_VERSIONS[LINK_VERSION - 1];
  const differing = FIELDS.filter((field) => field.format(design) !== field.format(defaults));
  return [`v=${LINK_VERSION}`, ...differing.map((field) => `${field.key}=${field.format(design)}`)].join('&');
}

/**
 * The link of the selected cell alone, "#" in front: no view, no grid, no pipeline. Exports carry it, so that one design
 * gives the same bytes whoever looks at it.
 */
export function cellLink(design: Design): string {
  const { weights, activations, pipeline, pins, metric, scatterAxis, tolerance, drawer, view } =
    DESIGN_DEFAULTS;
  const looks = { weights, activations, pipeline, pins, metric, scatterAxis, tolerance, drawer, view };
  const own = defaultInputBits(topologyOf(design.network));
  const inputBits = design.inputBits === own ? null : design.inputBits;
  return `#${formatLink({ ...design, inputBits, ...looks })}`;
}

/**
 * The design of a link: a hash with or without "#", or a whole address. Never throws: what cannot be read
 * keeps its default and is named in `problems`. An empty link is the default design.
 */
export function parseLink(link: string): ReadLink {
  const problems: string[] = [];
  const pairs = pairsOf(hashOf(link), problems);
  const version = versionOf(pairs, problems);
  const known = upgraded(pairs, version);
  let design: Design = LINK_VERSIONS[version - 1].defaults;
  for (const field of FIELDS) {
    const text = known.get(field.key);
    if (text === undefined) continue;
    const read = field.parse(text, design);
    if (read) design = read;
    else problems.push(badValue(field, text, design));
  }
  for (const key of known.keys()) {
    if (key !== 'v' && !FIELDS.some((field) => field.key === key)) {
      problems.push(`"${short(key)}" is no key of a Bitscape link and was left out.`);
    }
  }
  return { design, problems };
}

const badValue = (field: Field, text: string, design: Design): string =>
  `${field.key}=${short(text)}: ${field.meaning} must be ${field.legal}${reasonOf(field, text, design)}; ${field.format(design)} is used.`;

/** What follows "#"; an address without one has no link in it. */
function hashOf(link: string): string {
  const text = link.trim();
  const at = text.indexOf('#');
  if (at >= 0) return text.slice(at + 1);
  return text.includes('://') ? '' : text;
}

function pairsOf(hash: string, problems: string[]): LinkPairs {
  const pairs = new Map<string, string>();
  for (const part of hash.split('&')) {
    if (part === '') continue;
    const [, key, text] = /^([^=]*)=?(.*)$/s.exec(part) ?? ['', part, ''];
    if (pairs.has(key)) problems.push(`"${short(key)}" is given twice; the first is used.`);
    else pairs.set(key, decoded(text));
  }
  return pairs;
}

/** Some programs escape commas when they pass a link on; a broken escape stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function versionOf(pairs: LinkPairs, problems: string[]): number {
  const text = pairs.get('v');
  if (text === undefined) {
    if (pairs.size > 0) problems.push('The link has no version; it was read as v=1.');
    return 1;
  }
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    problems.push(`v=${short(text)}: the version must be a number from 1; the link was read as v=1.`);
    return 1;
  }
  if (Number(text) > LINK_VERSION) {
    problems.push(
      `The link is of version ${text}, newer than this Bitscape (version ${LINK_VERSION}): ` +
        'what it could not read has its default. Reload the page to get the newest.',
    );
    return LINK_VERSION;
  }
  return Number(text);
}

const upgraded = (pairs: LinkPairs, from: number): LinkPairs =>
  LINK_VERSIONS.slice(from - 1).reduce((current, version) => version.upgrade(current), pairs);

/** Text of a stranger's link, cut so that a message stays one. */
const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}...` : text);
