// Everything that a tour of raw requests is answered fits the schemas of npm jira.js; and the check
// that says so finds what is wrong with a spoiled answer.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { answersOf, check, report, wrong } from './answers.mjs';
import { person, simulator } from './simulator.mjs';

// A simulator that runs already does not write down what it answers.
const skip = process.env.ROWPORT_SIM !== undefined;
const folder = mkdtempSync(join(tmpdir(), 'rowport-answers-'));
const file = join(folder, 'answers.jsonl');
const answers = [];
let stop = () => {};

const document = {
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text: 'said' }] }],
};
const task = (summary) => ({
  fields: { project: { key: 'DEMO' }, issuetype: { name: 'Task' }, summary },
});

/** Requests of a tour: method, path, body. `KEY` is an issue that the first one makes. */
const TOUR = [
  ['POST', 'issue', task('recorded')],
  ['GET', 'issue/KEY?expand=renderedFields,names,schema,transitions,operations,editmeta,changelog'],
  ['PUT', 'issue/KEY', { fields: { labels: ['one', 'two'], description: document } }],
  ['PUT', 'issue/KEY?returnIssue=true', { fields: { duedate: '2026-11-30' } }],
  ['POST', 'issue/KEY/comment', { body: document }],
  ['POST', 'issue/KEY/worklog', { timeSpent: '1h', started: '2026-10-30T10:00:00.000+0000' }],
  ['POST', 'issue/KEY/watchers'],
  ['POST', 'issue/KEY/votes'],
  ['PUT', 'issue/KEY/properties/row', { number: 7 }],
  ['POST', 'issue/KEY/remotelink', { object: { url: 'https://example.com', title: 'x' } }],
  ['POST', 'issueLink', {
    type: { name: 'Blocks' }, inwardIssue: { key: 'KEY' }, outwardIssue: { key: 'DEMO-1' },
  }],
  ['POST', 'issue/KEY/transitions', { transition: { id: '11' } }],
  ['GET', 'issue/KEY'],
  ['GET', 'issue/KEY/comment?expand=renderedBody'],
  ['GET', 'issue/KEY/worklog'],
  ['GET', 'issue/KEY/changelog'],
  ['GET', 'issue/KEY/transitions?expand=transitions.fields'],
  ['GET', 'issue/KEY/editmeta'],
  ['GET', 'issue/KEY/watchers'],
  ['GET', 'issue/KEY/votes'],
  ['GET', 'issue/KEY/properties'],
  ['GET', 'issue/KEY/properties/row'],
  ['GET', 'issue/KEY/remotelink'],
  ['POST', 'issue/bulk', { issueUpdates: [task('good'), task('two\nlines')] }],
  ['POST', 'issue/bulk', { issueUpdates: [task('two\nlines')] }],
  ['POST', 'issue/bulkfetch', { issueIdsOrKeys: ['KEY', 'DEMO-1'], fields: ['*all'] }],
  ['POST', 'changelog/bulkfetch', { issueIdsOrKeys: ['KEY'] }],
  ['POST', 'search/jql', { jql: 'project = DEMO', fields: ['*all'], maxResults: 50 }],
  ['GET', 'search/jql?jql=project%20%3D%20DESK&fields=*all'],
  ['POST', 'search/jql', { jql: 'colour = red' }],
  ['POST', 'search/approximate-count', { jql: 'project = DEMO' }],
  ['POST', 'jql/parse', { queries: ['project = DEMO and labels in (a, b)', 'x ='] }],
  ['GET', 'jql/autocompletedata'],
  ['GET', 'project'],
  ['GET', 'project/search?expand=description,projectKeys,lead,issueTypes,insight'],
  ['GET', 'project/DEMO?expand=projectKeys'],
  ['GET', 'project/DEMO/components'],
  ['GET', 'project/DEMO/versions'],
  ['GET', 'project/DEMO/statuses'],
  ['GET', 'project/DEMO/securitylevel'],
  ['GET', 'project/NONE'],
  ['GET', 'issue/createmeta/DEMO/issuetypes'],
  ['GET', 'issue/createmeta/DEMO/issuetypes/10003'],
  ['GET', 'field'],
  ['GET', 'issuetype'],
  ['GET', 'priority'],
  ['GET', 'priority/search'],
  ['GET', 'resolution'],
  ['GET', 'resolution/search'],
  ['GET', 'status'],
  ['GET', 'statuscategory'],
  ['GET', 'label'],
  ['GET', 'issueLinkType'],
  ['GET', 'configuration'],
  ['GET', 'serverInfo'],
  ['GET', 'myself?expand=groups,applicationRoles'],
  ['GET', 'mypermissions?permissions=BROWSE_PROJECTS,SYSTEM_ADMIN,EDIT_OWN_WORKLOGS'],
  ['GET', 'user/search?query=anna'],
  ['GET', 'user/assignable/search?project=DEMO&query='],
  ['GET', 'users/search'],
  ['GET', 'groups/picker?query=dev'],
  ['GET', 'group/bulk'],
  ['GET', 'group/member?groupname=developers'],
  ['GET', 'group/member'],
  ['GET', '/rest/agile/1.0/board'],
  ['GET', '/rest/agile/1.0/board/1'],
  ['GET', '/rest/agile/1.0/board/1/configuration'],
  ['GET', '/rest/agile/1.0/board/1/sprint'],
  ['GET', '/rest/agile/1.0/sprint/7'],
  ['GET', '/rest/api/2/issue/KEY?expand=renderedFields'],
  ['POST', '/rest/api/2/issue/DEMO-1/comment', { body: 'said *aloud*' }],
  ['GET', '/rest/api/latest/issue/DEMO-1/comment'],
  ['GET', '/rest/api/2/issue/KEY/worklog'],
  ['POST', '/rest/api/2/search/jql', { jql: 'project = DEMO', fields: ['*all'], maxResults: 50 }],
  ['DELETE', 'issue/KEY'],
  ['GET', 'issue/KEY'],
];

before(async () => {
  if (skip) return;
  const { ready, stop: end } = await simulator(['--record', file]);
  stop = end;
  const { email, token } = person(ready, 'admin');
  const authorization = `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`;
  let key = 'KEY';
  const named = (text) => text.replaceAll('KEY', key);
  for (const [method, path, body] of TOUR) {
    const url = path.startsWith('/') ? path : `/rest/api/3/${path}`;
    const answer = await fetch(ready.url + named(url), {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body && { body: named(JSON.stringify(body)) }),
    });
    const text = await answer.text();
    if (key === 'KEY') ({ key } = JSON.parse(text));
  }
  for await (const answer of answersOf([file])) answers.push(answer);
});
after(() => {
  stop();
  rmSync(folder, { recursive: true });
});

test('all answers of the tour are as Jira gives them', { skip }, async () => {
  assert.equal(answers.length, TOUR.length);
  const { faults } = report(await check(answers));
  assert.deepEqual(faults, []);
});

/** The answer to a request of the tour, spoiled by a function; what is then wrong with it. */
function spoiled(path, status, spoil) {
  const found = answers.find((answer) => answer.path.endsWith(path) && answer.status === status);
  assert.ok(found, `${path} ${status}`);
  const answer = structuredClone(found);
  assert.deepEqual(wrong(answer), [], 'as it was given');
  spoil(answer.body);
  return wrong(answer);
}

test('a spoiled answer is found', { skip }, () => {
  const cases = [
    ['/rest/api/3/issue', 201, (body) => (body.id = 10000), /^id: .*expected string/],
    ['/search/jql', 200, (body) => (body.issues = null), /^issues: .*expected array/],
    ['/search/jql', 200, (body) => (body.startAt = 0), /^startAt: not known to jira.js/],
    [
      '/search/jql', 200, (body) => (body.issues[3].fields.status.name = 3),
      /^issues.3.fields.status.name: .*expected string/,
    ],
    [
      '/search/jql', 200, (body) => (body.issues[0].fields.comment.total = '1'),
      /^issues.0.fields.comment.total: .*expected number/,
    ],
    [
      '/search/jql', 200, (body) => (body.issues[0].fields.labels = body.issues[0].fields.versions = 1),
      /^issues.0.fields.versions: not a list/,
    ],
    ['/rest/api/3/myself', 200, (body) => (body.accountType = 'robot'), /^accountType: /],
    ['/rest/api/3/myself', 200, (body) => (body.groups.size = 'one'), /^groups.size: /],
    ['/project/DEMO', 200, (body) => (body.self = 'nowhere'), /^self: .*URL/i],
    ['/rest/api/3/priority', 200, (body) => (body[1].id = 2), /^1.id: .*expected string/],
    ['/project/NONE', 404, (body) => (body.errorMessages = 'gone'), /^errorMessages: .*array/],
    ['/project/NONE', 404, (body) => (body.errorMessages = []), /refused without a text/],
    ['/board/1/sprint', 200, (body) => (body.values[0].state = 7), /^values.0.state: /],
    [
      '/latest/issue/DEMO-1/comment', 200, (body) => (body.comments[0].body = document),
      /^comments.0.body: a document in version 2/,
    ],
    ['/latest/issue/DEMO-1/comment', 200, (body) => (body.comments[0].body = 7), /^comments.0.body: /],
  ];
  for (const [path, status, spoil, expected] of cases) {
    const faults = spoiled(path, status, spoil);
    assert.ok(faults.some((fault) => expected.test(fault)), `${path} ${spoil}: ${faults}`);
  }
});

test('an empty answer, an unknown route and a problem are told apart', { skip }, async () => {
  const made = answers.find((answer) => answer.path === '/rest/api/3/issue');
  assert.deepEqual(wrong({ ...made, bytes: 0, body: null }), ['the answer: empty']);
  const unknown = { ...made, route: '/rest/api/3/tea/{pot}', path: '/rest/api/3/tea/1' };
  const { faults } = report(await check([unknown]));
  assert.deepEqual(faults, ['POST /rest/api/3/tea/{}: jira.js has no schema for it']);
  const type = 'application/problem+json';
  const problem = { type: 'about:blank', title: 'Not Found', status: 404, detail: 'No', instance: '/' };
  assert.deepEqual(wrong({ ...made, type, status: 404, body: problem }), []);
  assert.deepEqual(wrong({ ...made, type, status: 405, body: { ...problem, errors: {} } }), [
    'errors: not a member of a problem',
    'status: 404 instead of 405',
  ]);
});

test('answers of one shape are checked once, and another shape is not taken for it', { skip }, async () => {
  const one = answers.find((answer) => answer.path.endsWith('/myself'));
  const many = Array.from({ length: 500 }, (_, at) => {
    return { ...one, body: { ...one.body, displayName: `Somebody ${at}` } };
  });
  const spoiledOnce = { ...one, body: { ...one.body, timeZone: 5 } };
  const found = await check([...many, spoiledOnce]);
  assert.equal(found.answers, 501);
  assert.ok(found.shapes < 60, `${found.shapes}`);
  assert.equal(found.mismatches.length, 1);
  assert.match(report(found).faults[0], /^GET \/rest\/api\/3\/myself\S* 200: timeZone: .* \(1\)$/);
});

test('only the last line of a file may be broken', async () => {
  const broken = join(folder, 'broken.jsonl');
  const read = async (text) => {
    writeFileSync(broken, text);
    const found = [];
    for await (const { status } of answersOf([broken])) found.push(status);
    return found;
  };
  assert.deepEqual(await read('{"status":200}\n{"status":404}\n'), [200, 404]);
  assert.deepEqual(await read('{"status":200}\n{"stat'), [200]);
  assert.deepEqual(await read(''), []);
  await assert.rejects(read('{"stat\n{"status":404}\n'), SyntaxError);
});
