import type { Design } from '../core/design/design';
import { formatLink } from '../core/design/link';
import { BitscapeError } from '../core/errors';
import type { Command } from './command';
import { chosenDesign } from './design-options';
import { DEVICE_OPTIONS } from './device-option';
import { MVAU_OPTIONS } from './mvau-options';
import { DATA_OPTIONS, DESIGN_OPTIONS, EPOCHS_OPTION, GRID_OPTIONS, HARDWARE_OPTIONS } from './options';
import { SPARSITY_OPTION } from './sparsity-option';

const among = (names: readonly string[]) => (option: { name: string }) => names.includes(option.name);

/** `bitscape link`: the share link of the options. */
export const link: Command = {
  name: 'link',
  summary: 'Gives the share link of a design: put it behind the address of the explorer.',
  prints: '{link}: the link as a hash, "#v=1&n=sfc"',
  groups: [
    DESIGN_OPTIONS,
    GRID_OPTIONS,
    {
      title: 'Training',
      options: [EPOCHS_OPTION, SPARSITY_OPTION, ...DATA_OPTIONS.options.filter(among(['data']))],
    },
    { ...HARDWARE_OPTIONS, options: HARDWARE_OPTIONS.options.filter((option) => option.name !== 'folding') },
    MVAU_OPTIONS,
    DEVICE_OPTIONS,
  ],
  async run(args, io) {
    const { design, topology, linkable } = await chosenDesign(args, io);
    if (!linkable) {
      throw new BitscapeError(
        'NoLink',
        `a link carries a preset or an MLP such as 784-128-64-10; ${topology.name} is neither: share its file`,
        '--network',
      );
    }
    const source = args.get('data');
    const data: Design['data'] = source === 'synthetic' ? 'synthetic' : 'mnist';
    return { link: `#${formatLink(source === undefined ? design : { ...design, data })}` };
  },
};
