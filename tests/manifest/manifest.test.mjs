// The app's manifest, checked by the packages that Forge itself checks it with at deploy.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import manifestPackage from '@forge/manifest';
import { root } from '../support/paths.mjs';

const { ProcessorBuilder, ValidationTypes } = manifestPackage;
const run = promisify(execFile);

/** Validates the manifest of the working directory. */
function validate(type) {
  return ProcessorBuilder.instance().withValidation(type).build().process('manifest.yml');
}

describe('manifest.yml', () => {
  let manifest;

  before(async () => {
    process.chdir(root);
    ({
      manifestObject: { typedContent: manifest },
    } = await validate(ValidationTypes.FULL));
  });

  for (const [name, type] of Object.entries(ValidationTypes)) {
    test(`passes the ${name} validation without a word`, async () => {
      const { success, errors } = await validate(type);
      assert.deepEqual(errors ?? [], []);
      assert.equal(success, true);
    });
  }

  test('shows the app in four places, each with the endpoint of its jobs', () => {
    const places = [
      'jira:globalPage',
      'jira:projectPage',
      'jira:issuePanel',
      'jira:issueNavigatorAction',
    ];
    for (const place of places) {
      assert.equal(manifest.modules[place].length, 1, place);
      const [module] = manifest.modules[place];
      assert.equal(module.resource, 'main', place);
      assert.equal(module.resolver.endpoint, 'rowport-jobs', place);
      assert.equal(module.icon, 'resource:main;icons/rowport.svg', place);
    }
  });

  test('has keys that Forge accepts in every place', () => {
    const keyed = [manifest.modules, { remotes: manifest.remotes, resources: manifest.resources }];
    for (const { key } of keyed.flatMap((group) => Object.values(group).flat())) {
      assert.ok(key.length <= 23, key);
    }
  });

  test('asks for the scopes in use and for nothing that reaches other sites', () => {
    assert.deepEqual(manifest.permissions, {
      scopes: [
        'read:jira-work',
        'write:jira-work',
        'read:jira-user',
        'read:board-scope:jira-software',
        'read:sprint:jira-software',
      ],
      content: { scripts: ['unsafe-eval'] },
    });
  });

  test('indexes the identity of a row, so that an import finds its own issues by JQL', () => {
    const [{ propertyKey, entityType, values }] = manifest.modules['jira:entityProperty'];
    assert.deepEqual({ propertyKey, entityType }, { propertyKey: 'rowport', entityType: 'issue' });
    assert.deepEqual(
      values.map(({ path, searchAlias }) => [path, searchAlias]),
      [
        ['lineage', 'rowportLineage'],
        ['row', 'rowportRow'],
      ],
    );
  });

  test('gives the backend no token to call Jira with', () => {
    const [{ auth }] = manifest.modules.endpoint;
    assert.equal(auth.appUserToken.enabled, false);
    assert.equal(auth.appSystemToken.enabled, false);
    assert.equal(manifest.remotes[0].storage.inScopeEUD, false);
  });

  test('is served from one page whose addresses are all relative', () => {
    const html = readFileSync(join(root, manifest.resources[0].path, 'index.html'), 'utf8');
    const addresses = [...html.matchAll(/\b(?:src|href)\s*=\s*"([^"]*)"/g)].map((match) => match[1]);
    assert.notEqual(addresses.length, 0);
    for (const address of addresses) assert.match(address, /^\.\/|^[^/:]+(\/|$)/);
    assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)/, 'no inline script');
    assert.doesNotMatch(html, /\bstyle\s*=|<style/, 'no inline style');
  });
});

describe('what Forge would refuse', () => {
  let dir;

  before(() => {
    dir = mkdtempSync(join(tmpdir(), 'rowport-manifest-'));
    cpSync(join(root, 'static/icons'), join(dir, 'static/icons'), { recursive: true });
    writeFileSync(join(dir, 'static/index.html'), '<!doctype html><html lang="en"></html>');
  });
  after(() => {
    process.chdir(root);
    rmSync(dir, { recursive: true });
  });

  // If this fails, Forge has learned the narrower value, and the manifest should use it.
  test('wasm-unsafe-eval, which would be enough for WebAssembly', async () => {
    const text = readFileSync(join(root, 'manifest.yml'), 'utf8');
    writeFileSync(join(dir, 'manifest.yml'), text.replace(/^ +- unsafe-eval$/m, '      - wasm-unsafe-eval'));
    process.chdir(dir);
    const { errors } = await validate(ValidationTypes.FULL);
    assert.ok(errors.some(({ message }) => message.includes("'wasm-unsafe-eval'")));
  });
});

describe('the description for the host page', () => {
  test('has the policy of production: wasm may compile, inline code and styles may not run', async () => {
    const script = join(root, 'jira-sim/host/describe.mjs');
    const args = ['--manifest', join(root, 'manifest.yml'), '--app', join(root, 'static')];
    const { stdout } = await run('node', [script, ...args]);
    const { csp, modules } = JSON.parse(stdout);
    const policy = new Map(csp.split('; ').map((line) => [line.split(' ')[0], line]));
    assert.match(policy.get('script-src'), /'unsafe-eval'/);
    for (const [name, line] of policy) assert.doesNotMatch(line, /'unsafe-inline'/, name);
    assert.equal(policy.has('worker-src'), false);
    assert.match(policy.get('frame-ancestors'), /__HOSTNAME__/);
    assert.deepEqual(
      modules.map(({ type, key }) => [type, key]),
      [
        ['jira:globalPage', 'rowport-global'],
        ['jira:projectPage', 'rowport-project'],
        ['jira:issuePanel', 'rowport-issue'],
        ['jira:issueNavigatorAction', 'rowport-navigator'],
      ],
    );
  });
});
