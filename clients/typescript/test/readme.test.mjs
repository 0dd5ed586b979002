import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const HERE = fileURLToPath(new URL('..', import.meta.url));

/** What a page has around the README's blocks. */
const PAGE = `
declare const getToken: () => Promise<string | null>, locale: string;
declare const toast: { error(text: string): void }, setConnected: (isConnected: boolean) => void;
declare const process: { env: Record<string, string | undefined> };
export {};
`;

const OPTIONS = {
  target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'], types: [], strict: true, exactOptionalPropertyTypes: true, noEmit: true,
  paths: { '@/lib/integrations': [`${HERE}src`], '@/lib/integrations-api/*': [`${HERE}api/*`] },
};

/** What the compiler says of `text`, as a page at the top of a frontend into which the client was copied. */
function complaints(text) {
  const name = `${HERE}readme.ts`;
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile } = host;
  host.getSourceFile = (file, ...rest) => (file === name ? ts.createSourceFile(file, text + PAGE, OPTIONS.target) : getSourceFile(file, ...rest));
  const program = ts.createProgram([name], OPTIONS, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

test('README’s blocks compile as they are, where the client was copied to', () => {
  const blocks = readFileSync(`${HERE}README.md`, 'utf8').match(/```ts\n[^]*?```/g).map((block) => block.slice(6, -3));
  assert.ok(blocks.length > 0);
  for (const block of blocks) assert.deepEqual(complaints(block), [], block);
});
