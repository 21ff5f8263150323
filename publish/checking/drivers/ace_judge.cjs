'use strict';

/**
 * Ace by DAISY for many files in one Node.js process and one Chromium, which take longer to start than to check.
 *
 * Its argument is the path of Ace's own command, beside which its parts are found. Reads `{"path": …}` a line
 * from standard input and answers each with one line of JSON: `report`, as Ace writes it, or `error` where Ace itself
 * gave up.
 */

const { realpathSync } = require('node:fs');
const { createRequire } = require('node:module');
const readline = require('node:readline');

const part = createRequire(realpathSync(process.argv[2])); // A command on the PATH is a link.
const ace = part('@daisy/ace-core');
const runner = part('@daisy/ace-axe-runner-puppeteer');

const answer = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true; // Ace prints its report there; ours go out in one line each.
console.log = console.error;

/** Ace starts and closes Chromium for each file; this one stays open until the last. */
function lasting({ launch, close, ...rest }) {
  let open;
  return {
    ...rest,
    launch: () => (open ??= launch()),
    close: async () => {},
    quit: async () => open && close(),
  };
}

async function judge(path, browser) {
  try {
    const [, report] = await ace(path, { cwd: process.cwd(), silent: true }, browser);
    return { report };
  } catch (broken) {
    return { error: String((broken && broken.message) || broken || 'Ace gave no reason') };
  }
}

async function main() {
  const browser = lasting(runner);
  for await (const line of readline.createInterface({ input: process.stdin })) {
    answer(`${JSON.stringify(await judge(JSON.parse(line).path, browser))}\n`);
  }
  await browser.quit();
}

main();
