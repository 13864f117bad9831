/**
 * The papers' tables with ours beside them, `npm run reproduce -- <paper> [options]`: measures what the record of a paper
 * (docs/reproduction/paper-00N.json) lacks, then writes its section of docs/reproduction.md.
 */
import { parseArgs } from 'node:util';
import { BitscapeError, messageOf } from '../src/core/errors';
import { writeDocument } from './reproduce/document';
import { PAPERS } from './reproduce/papers';

const HELP = `Usage: npm run reproduce -- <paper> [options]

Measures what a paper reports on our networks, keeps it in docs/reproduction, and writes docs/reproduction.md.
Run again, it goes on. Papers: ${Object.keys(PAPERS).join(', ')}.

  --write         measure nothing: only write docs/reproduction.md anew
  --rows <names>  measure only these rows of the record, such as int8,int4
  --again         measure rows that are recorded, too
  --data <folder> MNIST (default: $BITSCAPE_MNIST_DIR)
  --jets <file>   the LHC jets, .csv or .arff (default: $BITSCAPE_JETS_FILE, else synthetic jets)
  --engine <id>   what computes the training (default: auto)
  --date <day>    day that new rows are dated with (default: today)
`;

const fail = (message: string): never => {
  throw new BitscapeError('BadOption', message, 'reproduce');
};

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      write: { type: 'boolean', default: false },
      rows: { type: 'string' },
      again: { type: 'boolean', default: false },
      data: { type: 'string', default: process.env.BITSCAPE_MNIST_DIR },
      jets: { type: 'string', default: process.env.BITSCAPE_JETS_FILE },
      engine: { type: 'string', default: 'auto' },
      date: { type: 'string', default: new Date().toISOString().slice(0, 10) },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(HELP);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(values.date))
    fail(`--date ${values.date}: it must be a day such as 2030-12-31`);
  const unknown = positionals.find((id) => !(id in PAPERS));
  if (unknown !== undefined) fail(`"${unknown}": it must be of ${Object.keys(PAPERS).join(', ')}`);
  if (positionals.length === 0 && !values.write) return console.log(HELP);
  if (!values.write) {
    for (const id of positionals) {
      await PAPERS[id].run({
        mnist: values.data,
        jets: values.jets,
        engine: values.engine,
        date: values.date,
        rows: values.rows?.split(','),
        again: values.again,
        note: (line) => console.error(`paper ${id}: ${line}`),
      });
    }
  }
  await writeDocument();
}

main().catch((error: unknown) => {
  console.error(error instanceof BitscapeError ? `reproduce: ${error.name}: ${messageOf(error)}` : error);
  process.exitCode = 1;
});
