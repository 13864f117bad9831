/**
 * How far every estimator is from what was measured: `npx tsx scripts/residuals.ts [--write]` prints the tables of
 * docs/estimators/, or writes them there. The syntheses are read from the folder that BITSCAPE_GOLDEN_DIR names.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { goldenFolder } from './residuals/syntheses';
import { TABLES } from './residuals/tables';

const write = process.argv.includes('--write');
const golden = goldenFolder();
if (write && golden === null) {
  console.error('the syntheses are missing: let BITSCAPE_GOLDEN_DIR name the folder of synthesis_grid.json');
  process.exit(1);
}

for (const [id, tableOf] of Object.entries(TABLES)) {
  const table = tableOf(golden);
  if (write) replaceTable(fileURLToPath(new URL(`../docs/estimators/${id}.md`, import.meta.url)), table);
  else console.log(`${id}\n\n${table}\n`);
}

function replaceTable(file: string, table: string): void {
  const text = readFileSync(file, 'utf8');
  const marked = /(<!-- residuals -->\n)[\s\S]*?(<!-- end -->)/;
  if (!marked.test(text)) throw new Error(`${file}: no <!-- residuals --> ... <!-- end -->`);
  writeFileSync(
    file,
    text.replace(marked, (_, start, end) => `${start}${table}\n${end}`),
  );
}
