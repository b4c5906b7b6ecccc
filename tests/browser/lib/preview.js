// A running `mieruka serve` of a copy of some data.

import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

if (!process.env.MIERUKA) throw new Error('Set MIERUKA to the program, for example: MIERUKA=target/release/mieruka');
const program = resolve(process.env.INIT_CWD ?? process.cwd(), process.env.MIERUKA);

/** Starts a preview; resolves when pages can be looked at. */
export async function preview(data, ...more) {
  const folder = mkdtempSync(join(tmpdir(), 'mieruka-preview-'));
  cpSync(data, join(folder, 'data'), { recursive: true });
  const server = spawn(program, ['serve', '--port', '0', ...more], { cwd: folder, stdio: ['ignore', 'inherit', 'pipe'] });
  const ended = new Promise((end) => server.once('exit', end));
  const address = await new Promise((found, failed) => {
    let said = '';
    server.stderr.on('data', (text) => {
      said += text;
      const [address] = said.match(/http:\/\/127\.0\.0\.1:\d+\//) ?? [];
      if (address) found(address);
    });
    server.once('exit', () => failed(new Error(said)));
  });
  return {
    address,
    path: (name) => join(folder, 'data', name),
    read: (name) => readFileSync(join(folder, 'data', name), 'utf8'),
    /** As careful editors save: the whole file at once. */
    save(name, text) {
      const beside = join(folder, 'data', '.saving');
      writeFileSync(beside, text);
      renameSync(beside, join(folder, 'data', name));
    },
    async stop() {
      server.kill();
      await ended;
    },
    async end() {
      await this.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
