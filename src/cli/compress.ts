import { PTQ_BITS } from '../core/compress/options';
import type { CompressionPlan, CompressionStep } from '../core/compress/plan';
import { planFromFile } from '../core/compress/plan-json';
import { atBits, PLANS } from '../core/compress/presets';
import { BitscapeError } from '../core/errors';
import { cellToFile } from '../engine/cell-file';
import type { Checkpoint } from '../engine/checkpoint';
import { keyOfRun } from '../engine/checkpoint';
import { checkpointFromFile, checkpointToFile } from '../engine/checkpoint-file';
import { floatRecipe } from '../engine/compress/float-steps';
import type { Compression } from '../engine/compress/result';
import { runPlan } from '../engine/compress/run';
import { runKey } from '../engine/run-key';
import type { Arguments } from './arguments';
import type { Command } from './command';
import { compressionResult } from './compress-result';
import { stepLine } from './compress-table';
import { openData } from './data';
import { chosenDesign, precisionOf } from './design-options';
import { readText, readTextIfAny, writeWhole } from './files';
import type { Io } from './io';
import { DATA_OPTIONS, DESIGN_OPTIONS, ENGINE_OPTIONS } from './options';
import { openChosenEngine, progressNotes } from './run-cell';

const PRESET_NAMES = Object.keys(PLANS).join(', ');

/** What of the design a plan has. */
const NETWORK_OPTIONS = DESIGN_OPTIONS.options.filter(({ name }) =>
  ['network', 'input-bits', 'seed'].includes(name),
);

/** `bitscape compress`: trains, prunes and quantizes a network step by step. */
export const compress: Command = {
  name: 'compress',
  summary:
    'Compresses a network step by step: float training, pruning, quantization after or while training.',
  prints:
    '{plan, dataset, engine, testImages, steps: [{kind, title, leftOut, accuracy, before, size, precision, seconds, ' +
    'testSeconds, hardware, notMapped, floatLayers}], chosen, suffices}; null is what was not run or is not modelled',
  groups: [
    {
      title: 'Plan',
      options: [
        { name: 'plan', value: '<file.json>', help: 'the steps, as a compression-plan.json' },
        { name: 'preset', value: '<name>', help: `steps by name: ${PRESET_NAMES} (default)` },
        { name: 'bits', value: 'N', help: 'quantize weights and activations to this width in every step' },
        {
          name: 'wanted',
          value: '<share>',
          help: 'accuracy on validation, 0 to 1, at which to stop; "all" runs every step',
        },
        ...NETWORK_OPTIONS,
        { name: 'epochs', value: 'N', help: "epochs of the float training, in place of the plan's" },
      ],
    },
    {
      title: 'Files',
      options: [
        { name: 'float', value: '<file>', help: 'keeps the float training here, and goes on from it' },
        { name: 'out', value: '<file>', help: 'the compressed network, for evaluate and export' },
        { name: 'report', value: '<file.json>', help: 'writes what is printed' },
      ],
    },
    DATA_OPTIONS,
    ENGINE_OPTIONS,
  ],
  async run(args, io) {
    const plan = await chosenPlan(args, io);
    const data = await openData(args, plan.topology, io);
    const engine = await openChosenEngine(args, io);
    const path = args.get('float');
    const interrupt = new AbortController();
    const release = io.onInterrupt(() => interrupt.abort(interrupted(path)));
    try {
      const found = await runPlan(engine, plan, data, {
        signal: interrupt.signal,
        resume: path === undefined ? undefined : await keptFloat(path, plan, data.id),
        onFloat: (run) => (path === undefined ? undefined : writeWhole(path, checkpointToFile(run))),
        onProgress: progressNotes('training', io),
        onStep: (result, index) => io.note(stepLine(result, index)),
      });
      await writeNetwork(args.get('out'), found);
      const printed = compressionResult(found);
      const report = args.get('report');
      if (report !== undefined) await writeWhole(report, `${JSON.stringify(printed, null, 1)}\n`);
      return printed;
    } finally {
      release();
    }
  },
};

/** The plan of `--plan` or `--preset`, with the options put on it. */
async function chosenPlan(args: Arguments, io: Io): Promise<CompressionPlan> {
  let plan = await basePlan(args);
  if (args.has('network') || args.has('input-bits') || args.has('seed')) {
    const chosen = await chosenDesign(args, io);
    const topology = args.has('network') ? chosen.topology : plan.topology;
    const { inputBits } = precisionOf({ ...chosen, topology });
    plan = { ...plan, topology, inputBits, ...(args.has('seed') && { seed: chosen.design.seed }) };
  }
  const bits = numberOption(args, 'bits', PTQ_BITS.min, PTQ_BITS.max, true);
  if (bits !== undefined) plan = atBits(plan, bits);
  const epochs = numberOption(args, 'epochs', 1, 1000, true);
  if (epochs !== undefined) plan = { ...plan, steps: plan.steps.map((step) => trainedFor(step, epochs)) };
  if (args.get('wanted') === 'all') return { ...plan, wanted: null };
  const wanted = numberOption(args, 'wanted', 0, 1, false);
  return wanted === undefined ? plan : { ...plan, wanted };
}

async function basePlan(args: Arguments): Promise<CompressionPlan> {
  const file = args.get('plan');
  if (file !== undefined && args.has('preset')) {
    throw new BitscapeError(
      'ConflictingOptions',
      '--plan and --preset both give the steps: use one',
      '--plan',
    );
  }
  if (file !== undefined) return planFromFile(await readText(file), file);
  const name = args.get('preset') ?? 'paper-001';
  if (Object.hasOwn(PLANS, name)) return PLANS[name];
  throw new BitscapeError('BadOption', `--preset ${name}: use one of ${PRESET_NAMES}`, '--preset');
}

const trainedFor = (step: CompressionStep, epochs: number): CompressionStep =>
  step.kind === 'train' ? { ...step, epochs } : step;

function numberOption(
  args: Arguments,
  name: string,
  min: number,
  max: number,
  whole: boolean,
): number | undefined {
  const text = args.get(name);
  if (text === undefined) return undefined;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
  const kind = whole ? 'a whole number' : 'a number';
  throw new BitscapeError(
    'BadOption',
    `--${name} ${text}: it must be ${kind} from ${min} to ${max}`,
    `--${name}`,
  );
}

/** The float training in the file; undefined if there is none. @throws BitscapeError "CheckpointMismatch". */
async function keptFloat(
  path: string,
  plan: CompressionPlan,
  dataset: string,
): Promise<Checkpoint | undefined> {
  const text = await readTextIfAny(path);
  const [train] = plan.steps;
  if (text === undefined || train?.kind !== 'train') return undefined;
  const run = checkpointFromFile(text, path);
  const [found, wanted] = [keyOfRun(run), runKey(floatRecipe(plan, train), dataset)];
  if (found === wanted) return run;
  throw new BitscapeError(
    'CheckpointMismatch',
    `${path} is of another training: ${found}, this plan's is ${wanted}; choose another --float, or remove the file`,
    path,
  );
}

async function writeNetwork(path: string | undefined, { cell, chosen, steps }: Compression): Promise<void> {
  if (path === undefined) return;
  if (cell) return writeWhole(path, cellToFile(cell));
  throw new BitscapeError(
    'NotMapped',
    chosen === null
      ? 'the plan quantizes nothing: there is no network for --out'
      : `step ${chosen + 1} has no integer network for --out: ${steps[chosen].notMapped}`,
    '--out',
  );
}

const interrupted = (path: string | undefined): BitscapeError =>
  new BitscapeError(
    'Interrupted',
    path === undefined
      ? 'stopped; nothing is kept without --float'
      : 'stopped; the same command goes on after the last whole epoch of the float training',
  );
