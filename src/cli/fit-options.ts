import { BitscapeError } from '../core/errors';
import { RECOMMENDED_CEILINGS } from '../core/hardware/device';
import { RESOURCE_NAMES, type ResourceName } from '../core/hardware/estimate';
import type { Ceilings } from '../core/hardware/search/limits';
import type { Arguments } from './arguments';
import type { OptionGroup } from './command';

export const FIT_OPTIONS: OptionGroup = {
  title: 'Fit',
  options: [
    {
      name: 'fit',
      help:
        'the fastest folding that fits the device, instead of --fps or --folding; proven by a search through all. With ' +
        '--estimator unrolled the smallest reuse factor that fits',
    },
    {
      name: 'ceilings',
      value: '<list>',
      help:
        'with --fit: shares of the device that may be taken, such as lut=0.7,bram18=0.8 (the rest may be full), or ' +
        `recommended: ${RESOURCE_NAMES.map((name) => `${name}=${RECOMMENDED_CEILINGS[name]}`).join(',')}`,
    },
  ],
};

/** Options that set the folding themselves. */
const OTHERS = ['fps', 'folding', 'reuse-factor'];

/**
 * The ceilings of `--fit`; undefined without it.
 * @throws BitscapeError "ConflictingOptions" or "BadOption" with what is legal.
 */
export function fitOption(args: Arguments): Ceilings | undefined {
  const text = args.get('ceilings');
  if (!args.has('fit')) {
    if (text === undefined) return undefined;
    throw new BitscapeError('ConflictingOptions', '--ceilings needs --fit', '--ceilings');
  }
  const other = OTHERS.find((name) => args.has(name));
  if (other) {
    throw new BitscapeError(
      'ConflictingOptions',
      `--fit and --${other} both choose the folding: give one of them`,
      `--${other}`,
    );
  }
  if (text === undefined) return {};
  return text === 'recommended' ? RECOMMENDED_CEILINGS : ceilingsOf(text);
}

function ceilingsOf(text: string): Ceilings {
  const ceilings: Partial<Record<ResourceName, number>> = {};
  for (const part of text.split(',')) {
    const [, written, share] = /^(\w+)=(0|1|0?\.\d+|1\.0+)$/.exec(part) ?? [];
    const name = RESOURCE_NAMES.find((resource) => resource === written);
    if (!name || name in ceilings) {
      throw new BitscapeError(
        'BadOption',
        `--ceilings ${text}: "${part}" must be recommended or <resource>=<share from 0 to 1>, each ` +
          `of ${RESOURCE_NAMES.join(', ')} at most once`,
        '--ceilings',
      );
    }
    ceilings[name] = Number(share);
  }
  return ceilings;
}
