// Reads a Forge manifest with Atlassian's own packages and prints, as one line of JSON, what the
// host page needs: the app, its modules, endpoints and remotes, and the Content-Security-Policy
// that Forge's production CDN sends for this manifest and this index.html.
//
//   node describe.mjs --manifest FILE --app DIR
//
// The site's host is not known yet, so the policy names HOSTNAME instead; the server replaces it
// in every answer. An invalid manifest prints its errors and ends with status 1.
import { readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { load } from 'cheerio';
import csp from '@forge/csp';
import manifestPackage from '@forge/manifest';

const { CSPInjectionService, CSPProcessingService } = csp;
const { ProcessorBuilder, ValidationTypes } = manifestPackage;

/** Stands for the Jira site's origin in the printed policy. */
const HOSTNAME = '__HOSTNAME__';

/**
 * The manifest's content, or its errors. The full validation, which takes seconds, is a test of the
 * project (tests/manifest); here it is enough that the manifest can be read.
 */
async function readManifest(file) {
  // The packages look files up from the working directory.
  process.chdir(dirname(file));
  const processor = ProcessorBuilder.instance().withValidation(ValidationTypes.BASIC).build();
  const { manifestObject, errors = [] } = await processor.process(basename(file));
  const fatal = errors.filter((error) => error.level === 'error');
  if (fatal.length > 0) {
    throw new Error(fatal.map((e) => `${basename(file)}:${e.line ?? 0}: ${e.message}`).join('\n'));
  }
  return manifestObject.typedContent;
}

/** The production policy for one page and the manifest's permissions. */
function policy(html, permissions) {
  const processing = new CSPProcessingService({ info: (text) => console.error(text) }, load);
  const existingCSPDetails = processing.getCspDetails(html, permissions);
  return new CSPInjectionService()
    .getInjectableCSP({ existingCSPDetails, microsEnv: 'prod', hostname: HOSTNAME })
    .join('; ');
}

/** Every module that draws a page, with what the host page needs of it. */
function uiModules(modules) {
  return Object.entries(modules).flatMap(([type, list]) =>
    list
      .filter((module) => module.resource)
      .map(({ key, title, resource, icon, layout, viewportSize, tooltip, actionType, resolver }) => ({
        type,
        key,
        title,
        resource,
        icon: icon?.replace(/^resource:[^;]*;/, '') ?? null,
        layout: layout ?? null,
        viewportSize: viewportSize ?? null,
        tooltip: tooltip ?? null,
        actionType: actionType ?? null,
        endpoint: resolver?.endpoint ?? null,
      })),
  );
}

/** A remote's address: one string, or the default of a regional map. */
function baseUrl(remote) {
  return typeof remote.baseUrl === 'string' ? remote.baseUrl : remote.baseUrl.default;
}

async function describe({ manifest: manifestFile, app }) {
  const html = readFileSync(join(resolve(app), 'index.html'), 'utf8');
  const manifest = await readManifest(resolve(manifestFile));
  const endpoints = manifest.modules?.endpoint ?? [];
  return {
    appId: manifest.app.id,
    scopes: manifest.permissions?.scopes ?? [],
    modules: uiModules(manifest.modules ?? {}),
    endpoints: endpoints.map(({ key, remote }) => ({ key, remote: remote ?? null })),
    remotes: (manifest.remotes ?? []).map((r) => ({ key: r.key, baseUrl: baseUrl(r) })),
    csp: policy(html, manifest.permissions),
  };
}

const { values } = parseArgs({
  options: { manifest: { type: 'string' }, app: { type: 'string' } },
});
try {
  if (!values.manifest || !values.app) throw new Error('usage: --manifest FILE --app DIR');
  console.log(JSON.stringify(await describe(values)));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
