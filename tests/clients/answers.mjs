// Holds recorded answers of the local Jira against the Zod schemas of npm jira.js, which were
// corrected against live sites: each answer by its method, its path and its status. What an issue
// says of its fields jira.js leaves open, so that the values of the well-known ones are held
// against jira.js's schemas of those things.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

// jira.js then also refuses what is beyond its schemas; it looks at this when it is loaded.
process.env.AUDIT_SCHEMAS = 'true';
const cloud = await import('jira.js/cloud');
const agile = await import('jira.js/agile');

/** Ends of the paths of what Jira sends although jira.js does not know it, and whence that is known. */
const BEYOND = {
  isLooped: 'what the specification, and so the schemas, call `looped`',
  'fields.comment.self': 'in every recorded answer; only the page of /comment is without it',
  projectKeys: 'what `expand=projectKeys` adds; the specification names only the expansion',
};

/** Answers with JSON for which jira.js has no schema: route, and why that may be. */
export const WITHOUT_SCHEMA = {
};

/**
 * Routes that jira.js calls no more, or parses with nothing: the name of the schema that it has for
 * what they give; in brackets, for each item of a list.
 */
const GIVEN = {
  'GET /rest/api/3/group/bulk': 'PageGroupDetailsSchema',
  'GET /rest/api/3/priority': ['PrioritySchema'],
  'GET /rest/api/3/project': ['ProjectSchema'],
  'GET /rest/api/3/resolution': ['ResolutionSchema'],
  'GET /rest/api/3/resolution/search': 'PageResolutionJsonSchema',
  'PUT /rest/api/3/issue/{}': 'IssueSchema',
};

/** Values of the fields of an issue, by the name of the schema that they have in jira.js. */
const FIELDS = {
  assignee: 'UserDetailsSchema',
  attachment: ['AttachmentSchema'],
  comment: 'PageOfCommentsSchema',
  components: ['ProjectComponentSchema'],
  creator: 'UserDetailsSchema',
  fixVersions: ['VersionSchema'],
  issuelinks: ['IssueLinkSchema'],
  issuetype: 'IssueTypeDetailsSchema',
  priority: 'PrioritySchema',
  project: 'ProjectSchema',
  reporter: 'UserDetailsSchema',
  resolution: 'ResolutionSchema',
  status: 'StatusDetailsSchema',
  statusCategory: 'StatusCategorySchema',
  timetracking: 'TimeTrackingDetailsSchema',
  versions: ['VersionSchema'],
  votes: 'VotesSchema',
  watches: 'WatchersSchema',
  worklog: 'PageOfWorklogsSchema',
};

/** The versions of the platform that have the routes of version 3, and rich text as wiki markup. */
const OF_WIKI_MARKUP = /^\/rest\/api\/(?:2|latest)\//;

/** A route as both sides write it: version 3, and what stands for something as `{}`. */
const plain = (route) =>
  decodeURI(route).replace(/\/rest\/api\/(?:2|latest)\//, '/rest/api/3/').replace(/\{[^}]*\}/g, '{}');

const DOCUMENT = { type: 'doc', version: 1, content: [] };

/**
 * What stands in an answer of version 2, as jira.js, which has schemas of version 3 alone, knows it:
 * a document for the text of a comment or of a worklog.
 */
function ofVersion3(value) {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(ofVersion3);
  const entries = Object.entries(value).map(([name, inner]) => {
    const text = typeof inner === 'string' &&
      ((name === 'body' && 'author' in value) || (name === 'comment' && 'timeSpentSeconds' in value));
    return [name, text ? DOCUMENT : ofVersion3(inner)];
  });
  return Object.fromEntries(entries);
}

/** Where an answer of version 2 holds a document, which it never does; a property may hold one. */
function documentsIn(value, path = []) {
  if (value === null || typeof value !== 'object') return [];
  if (value.type === 'doc' && 'version' in value) return [`${path.join('.')}: a document in version 2`];
  return Object.entries(value)
    .filter(([name]) => name !== 'properties')
    .flatMap(([name, inner]) => documentsIn(inner, [...path, name]));
}

/**
 * Which schemas jira.js parses the answers of a route with: each of its functions is called with a
 * client that notes what it is to send, and with parameters that stand for themselves.
 */
async function readSchemas() {
  const found = new Map();
  // A text in the place of a document would be sent to version 2 and parsed with nothing.
  const content = { attachments: [], body: {}, comment: {}, fields: {} };
  const standIn = new Proxy(content, {
    get: (_, name) => content[name] ?? `{${String(name)}}`,
  });
  const client = {
    sendRequest: async ({ url, method, schema }) => {
      const route = `${method} ${plain(url)}`;
      found.set(route, [...(found.get(route) ?? []), schema]);
      return {};
    },
  };
  for (const [name, call] of [...Object.entries(cloud), ...Object.entries(agile)]) {
    // Models are objects; what makes a client asks for its options.
    if (typeof call !== 'function' || name.startsWith('create') && name.endsWith('Client')) continue;
    await Promise.resolve(call(client, standIn)).catch(() => {});
  }
  return found;
}

const schemas = await readSchemas();

/** The schemas of a route's answers; none where jira.js does not know it. */
const schemasOf = (route) => schemas.get(route);

const ends = Object.keys(BEYOND);

/** Complaints of Zod, those of a union being those of its nearest branch, without what is known. */
function complaints(issues, base = []) {
  return issues.flatMap((issue) => {
    const path = [...base, ...issue.path];
    if (issue.code === 'invalid_union') {
      const branches = issue.errors.map((branch) => complaints(branch, path));
      return branches.sort((a, b) => a.length - b.length)[0] ?? [];
    }
    if (issue.code === 'unrecognized_keys') {
      const paths = issue.keys.map((key) => [...path, key].join('.'));
      const news = paths.filter((one) => !ends.some((end) => one === end || one.endsWith(`.${end}`)));
      return news.map((one) => `${one}: not known to jira.js`);
    }
    return [`${path.join('.') || 'the answer'}: ${issue.message}`];
  });
}

function parse(schema, value, base) {
  const { success, error } = schema.safeParse(value);
  return success ? [] : complaints(error.issues, base);
}

/** With a schema of jira.js by its name; in brackets, with a list of such things. */
function parseNamed(name, value, base = []) {
  if (!Array.isArray(name)) return parse(cloud[name], value, base);
  if (!Array.isArray(value)) return [`${base.join('.') || 'the answer'}: not a list`];
  return value.flatMap((item, at) => parse(cloud[name[0]], item, [...base, at]));
}

/** What is wrong with the values of an issue's fields. */
function wrongFields(issue, base) {
  return Object.entries(issue.fields ?? {}).flatMap(([id, value]) => {
    if (!(id in FIELDS) || value === null) return [];
    return parseNamed(FIELDS[id], value, [...base, 'fields', id]);
  });
}

function wrongIssues(body, route) {
  if (Array.isArray(body?.issues)) {
    return body.issues.flatMap((issue, at) => wrongFields(issue, ['issues', at]));
  }
  return route.endsWith(' /rest/api/3/issue/{}') && body?.fields ? wrongFields(body, []) : [];
}

/** What is wrong with a refusal: Jira's collection of errors, or a problem of RFC 9457. */
function wrongRefusal({ type, status, body }, schemas) {
  if (type.includes('problem+json')) {
    const known = ['type', 'title', 'status', 'detail', 'instance'];
    const beyond = Object.keys(body).filter((key) => !known.includes(key));
    return [
      ...beyond.map((key) => `${key}: not a member of a problem`),
      ...(body.status === status ? [] : [`status: ${body.status} instead of ${status}`]),
    ];
  }
  // A bulk request that failed as a whole tells what failed in the shape of its success.
  if (body?.errors instanceof Array && schemas?.[0]) return parse(schemas[0], body);
  const texts = (body?.errorMessages?.length ?? 0) + Object.keys(body?.errors ?? {}).length;
  return [
    ...parse(cloud.ErrorCollectionSchema, body),
    ...(texts > 0 ? [] : ['the answer: refused without a text']),
  ];
}

/** What is wrong with one answer; null where nothing of jira.js speaks of it. */
export function wrong(answer) {
  const { route, path, body } = answer;
  if (!OF_WIKI_MARKUP.test(route ?? path) || (route ?? '').includes('/properties/')) {
    return wrongInVersion3(answer);
  }
  const faults = wrongInVersion3({ ...answer, body: ofVersion3(body) });
  return faults && [...documentsIn(body), ...faults];
}

function wrongInVersion3(answer) {
  const { route, method, status, body, bytes } = answer;
  const key = `${method} ${plain(route ?? answer.path)}`;
  const known = schemasOf(key);
  const json = answer.type?.includes('json') ?? false;
  if (status >= 400) return json ? wrongRefusal(answer, known) : [];
  if (bytes === 0) {
    const needed = (known ?? []).some((schema) => schema && !schema.safeParse(undefined).success);
    return needed && ![204, 303, 304].includes(status) ? ['the answer: empty'] : [];
  }
  if (!json) return [];
  if (key in GIVEN) return [...parseNamed(GIVEN[key], body), ...wrongIssues(body, key)];
  const tried = (known ?? []).filter(Boolean).map((schema) => parse(schema, body));
  if (tried.length === 0) return null;
  const best = tried.sort((a, b) => a.length - b.length)[0];
  return [...best, ...wrongIssues(body, key)];
}

/** Texts of one place that are told apart; further ones only by the characters they consist of. */
const TOLD_APART = 40;

/** Tells whether an answer has the shape of one that was given already. */
class Shapes {
  #seen = new Set();
  #texts = new Map();

  isNew({ method, route, path, status, type, body }) {
    const shape = [method, route ?? path, status, type, this.#of(body, '')];
    const digest = createHash('sha1').update(JSON.stringify(shape)).digest('base64');
    const before = this.#seen.size;
    return this.#seen.add(digest).size > before;
  }

  get size() {
    return this.#seen.size;
  }

  #of(value, path) {
    if (typeof value === 'string') return this.#text(value, path);
    if (typeof value === 'number') return Number.isInteger(value) ? Math.sign(value) : 0.5;
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) {
      const items = value.map((item) => JSON.stringify(this.#of(item, `${path}[]`)));
      return [...new Set(items)].sort();
    }
    const names = Object.keys(value).sort();
    return names.map((name) => [name, this.#of(value[name], `${path}.${name}`)]);
  }

  #text(text, path) {
    const texts = this.#texts.get(path) ?? new Set();
    this.#texts.set(path, texts);
    if (texts.has(text)) return text;
    if (texts.size < TOLD_APART) {
      texts.add(text);
      return text;
    }
    return text.replace(/\p{L}+/gu, 'a').replace(/\d+/g, '9');
  }
}

/**
 * Checks the answers of some files, or of whatever gives them one by one. Those of one shape are
 * checked once.
 */
export async function check(answers) {
  const shapes = new Shapes();
  const found = { answers: 0, routes: new Set(), mismatches: [], unknown: new Map() };
  for await (const answer of answers) {
    found.answers += 1;
    const route = `${answer.method} ${plain(answer.route ?? answer.path)}`;
    found.routes.add(route);
    if (!shapes.isNew(answer)) continue;
    const faults = wrong(answer);
    if (faults === null) found.unknown.set(route, (found.unknown.get(route) ?? 0) + 1);
    else if (faults.length > 0) found.mismatches.push({ answer, faults });
  }
  return { ...found, shapes: shapes.size };
}

/**
 * The answers in files that `jira-sim --record` wrote. One that was killed while it wrote leaves a
 * broken last line behind, which is left out.
 */
export async function* answersOf(files) {
  for (const file of files) {
    const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
    let before;
    for await (const line of lines) {
      if (before !== undefined) yield JSON.parse(before);
      before = line;
    }
    const last = before === undefined ? undefined : whole(before);
    if (last !== undefined) yield last;
  }
}

/** A line's JSON; none where it broke off. */
function whole(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** What was found, as lines for people; the last ones are the faults. */
export function report({ answers, shapes, routes, unknown, mismatches }) {
  const without = [...unknown].filter(([route]) => !(route in WITHOUT_SCHEMA));
  return {
    summary: `${answers} answers of ${routes.size} routes, ${shapes} shapes of them checked`,
    notes: [...unknown].map(([route, count]) => {
      return `no schema: ${route} (${count} shapes): ${WITHOUT_SCHEMA[route] ?? 'NOT EXPECTED'}`;
    }),
    faults: [...without.map(([route]) => `${route}: jira.js has no schema for it`), ...told(mismatches)],
  };
}

/** The faults of each kind once, with the first request that has it and with their number. */
function told(mismatches) {
  const kinds = new Map();
  for (const { answer, faults } of mismatches) {
    for (const fault of faults) {
      const { method, route, path, query, status } = answer;
      const kind = `${method} ${route} ${status} ${fault.replace(/\d+/g, '#')}`;
      const first = `${method} ${path}${query && `?${query}`} ${status}: ${fault}`;
      const known = kinds.get(kind) ?? { first, count: 0 };
      kinds.set(kind, { ...known, count: known.count + 1 });
    }
  }
  return [...kinds.values()].map(({ first, count }) => `${first} (${count})`);
}
