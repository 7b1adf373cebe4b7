// npm jira.js parses each answer with a schema that was corrected against live sites. Here a
// mismatch is an error, so that the simulator cannot drift from what Jira Cloud sends.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { person, simulator } from './simulator.mjs';

// jira.js then also notes what it is sent beyond its schemas; it looks at this when it is loaded.
process.env.AUDIT_SCHEMAS = 'true';
const { createAgileClient, createCloudClient } = await import('jira.js');

let jira;
let ready;
let stop = () => {};

function client(role, onSchemaMismatch = 'throw') {
  const { email, token } = person(ready, role);
  return createCloudClient({
    host: ready.url,
    auth: { type: 'basic', email, apiToken: token },
    onSchemaMismatch,
  });
}

before(async () => {
  ({ ready, stop } = await simulator());
  jira = client('admin');
});
after(() => stop());

const document = (text) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

const task = (summary, fields = {}) => ({
  fields: { project: { key: 'DEMO' }, issuetype: { name: 'Task' }, summary, ...fields },
});

test('a mismatch is an error here', async () => {
  const reports = [];
  const { email, token } = person(ready, 'admin');
  const strict = createCloudClient({
    host: ready.url,
    auth: { type: 'basic', email, apiToken: token },
    onSchemaMismatch: (report) => reports.push(report),
  });
  await strict.myself.getCurrentUser();
  assert.deepEqual(reports, []);
});

test('searching by token, and what a page holds', async () => {
  const keys = [];
  let nextPageToken;
  do {
    const page = await jira.issueSearch.searchAndReconsileIssuesUsingJqlPost({
      jql: 'project = DEMO AND key <= DEMO-120 ORDER BY key ASC',
      fields: ['*all'],
      expand: 'names,schema,changelog,transitions,editmeta,renderedFields',
      maxResults: 50,
      nextPageToken,
    });
    keys.push(...page.issues.map((issue) => issue.key));
    nextPageToken = page.nextPageToken;
    assert.equal(page.isLast, nextPageToken === undefined);
  } while (nextPageToken);
  assert.equal(keys.length, 120);
  assert.equal(new Set(keys).size, 120);
  assert.equal(keys[119], 'DEMO-120');

  const bare = await jira.issueSearch.searchAndReconsileIssuesUsingJql({ jql: 'key = DEMO-1' });
  assert.deepEqual(Object.keys(bare.issues[0]), ['id']);
  const { count } = await jira.issueSearch.countIssues({ jql: 'key in (DEMO-1, DEMO-2)' });
  assert.equal(count, 2);
});

test('an issue from its creation to its end', async () => {
  const created = await jira.issues.createIssue({
    ...task('Made by jira.js', { description: document('first'), labels: ['js'] }),
    properties: [{ key: 'rowport', value: { row: 7 } }],
  });
  const key = created.key;
  await jira.issues.editIssue({
    issueIdOrKey: key,
    fields: { summary: 'Changed by jira.js', customfield_10016: 5 },
    update: { labels: [{ add: 'more' }] },
  });
  const { transitions } = await jira.issues.getTransitions({
    issueIdOrKey: key,
    expand: 'transitions.fields',
  });
  const step = transitions.find((t) => t.to.name === 'In Progress');
  await jira.issues.doTransition({ issueIdOrKey: key, transition: { id: step.id } });

  const issue = await jira.issues.getIssue({
    issueIdOrKey: key,
    expand: 'changelog,editmeta,names,schema,renderedFields,transitions',
    properties: ['rowport'],
  });
  assert.equal(issue.fields.summary, 'Changed by jira.js');
  assert.deepEqual(issue.fields.labels, ['js', 'more']);
  assert.equal(issue.fields.customfield_10016, 5);
  assert.equal(issue.fields.status.name, 'In Progress');
  assert.deepEqual(issue.properties, { rowport: { row: 7 } });
  assert.equal(issue.changelog.total, 2);

  const history = await jira.issues.getChangeLogs({ issueIdOrKey: key });
  assert.equal(history.total, 2);
  const comment = await jira.issueComments.addComment({
    issueIdOrKey: key,
    body: document('a comment'),
  });
  await jira.issueComments.updateComment({
    issueIdOrKey: key,
    id: comment.id,
    body: { body: document('another text') },
  });
  const comments = await jira.issueComments.getComments({ issueIdOrKey: key });
  assert.equal(comments.total, 1);
  await jira.issueComments.deleteComment({ issueIdOrKey: key, id: comment.id });
  const keys = await jira.issueProperties.getIssuePropertyKeys({ issueIdOrKey: key });
  assert.deepEqual(keys.keys.map((k) => k.key), ['rowport']);
  await jira.issues.deleteIssue({ issueIdOrKey: key });
  await assert.rejects(jira.issues.getIssue({ issueIdOrKey: key }));
});

test('bulk create keeps what is good and says what is not', async () => {
  const answer = await jira.issues.createIssues({
    issueUpdates: [task('good'), task('two\nlines'), task('also good')],
  });
  assert.equal(answer.issues.length, 2);
  assert.deepEqual(answer.errors.map((e) => e.failedElementNumber), [1]);
  const fetched = await jira.issues.bulkFetchIssues({
    issueIdsOrKeys: answer.issues.map((issue) => issue.key),
    fields: ['summary'],
  });
  assert.deepEqual(
    fetched.issues.map((issue) => issue.fields.summary),
    ['good', 'also good'],
  );
});

test('the site describes itself', async () => {
  const asks = {
    fields: jira.issueFields.getFields(),
    types: jira.issueTypes.getIssueAllTypes(),
    type: jira.issueTypes.getIssueType({ id: '10004' }),
    priorities: jira.issuePriorities.searchPriorities({}),
    priority: jira.issuePriorities.getPriority({ id: '3' }),
    resolution: jira.issueResolutions.getResolution({ id: '10000' }),
    statuses: jira.workflowStatuses.getStatuses(),
    status: jira.workflowStatuses.getStatus({ idOrName: '10002' }),
    categories: jira.workflowStatusCategories.getStatusCategories(),
    labels: jira.labels.getAllLabels({}),
    projects: jira.projects.searchProjects({}),
    project: jira.projects.getProject({ projectIdOrKey: 'DEMO' }),
    team: jira.projects.getProject({ projectIdOrKey: 'TEAM' }),
    projectStatuses: jira.projects.getAllStatuses({ projectIdOrKey: 'DEMO' }),
    components: jira.projectComponents.getProjectComponents({ projectIdOrKey: 'DEMO' }),
    versions: jira.projectVersions.getProjectVersions({ projectIdOrKey: 'DEMO' }),
    createTypes: jira.issues.getCreateIssueMetaIssueTypes({ projectIdOrKey: 'DEMO' }),
    createFields: jira.issues.getCreateIssueMetaIssueTypeId({
      projectIdOrKey: 'DEMO',
      issueTypeId: '10002',
    }),
    editMeta: jira.issues.getEditIssueMeta({ issueIdOrKey: 'DEMO-1' }),
    configuration: jira.jiraSettings.getConfiguration(),
    server: jira.serverInfo.getServerInfo(),
    permissions: jira.permissions.getMyPermissions({ permissions: 'EDIT_ISSUES,ADMINISTER' }),
    suggestions: jira.jql.getAutoComplete(),
    parsed: jira.jql.parseJqlQueries({
      validation: 'strict',
      queries: ['project = DEMO and (status = Done or labels in (a, b)) order by key', 'x ='],
    }),
  };
  const answers = Object.fromEntries(
    await Promise.all(Object.entries(asks).map(async ([name, ask]) => [name, await ask])),
  );
  const named = answers.fields.filter((field) => field.name === 'Severity');
  assert.equal(named.length, 2);
  assert.equal(named[1].scope.project.id, '10001');
  assert.equal(answers.project.style, 'classic');
  assert.equal(answers.team.style, 'next-gen');
  assert.equal(answers.parsed.queries[1].errors.length, 1);
  assert.ok(answers.createFields.fields.some((field) => field.key === 'customfield_10035'));
});

test('people, some without an address', async () => {
  const me = await jira.myself.getCurrentUser();
  const everybody = await jira.users.getAllUsers({ maxResults: 100 });
  assert.equal(everybody.length, 40);
  const hidden = everybody.filter((user) => user.emailAddress === undefined);
  assert.ok(hidden.length > 5);
  assert.equal(everybody.filter((user) => user.displayName === 'Anna Schmidt').length, 2);
  const found = await jira.userSearch.findUsers({ query: 'anna' });
  assert.equal(found.length, 2);
  const assignable = await jira.userSearch.findAssignableUsers({ project: 'DEMO', query: '' });
  assert.ok(assignable.every((user) => user.active));
  const user = await jira.users.getUser({ accountId: me.accountId });
  assert.equal(user.displayName, me.displayName);
});

test('what hangs on an issue', async () => {
  const [a, b] = [await jira.issues.createIssue(task('a')), await jira.issues.createIssue(task('b'))];
  await jira.issueLinks.linkIssues({
    type: { name: 'Blocks' },
    inwardIssue: { key: a.key },
    outwardIssue: { key: b.key },
  });
  const worklog = await jira.issueWorklogs.addWorklog({
    issueIdOrKey: a.key,
    timeSpent: '1h 30m',
    started: '2026-10-17T12:34:00.000+0000',
    comment: document('work'),
  });
  assert.equal(worklog.timeSpentSeconds, 5400);
  await jira.issueWorklogs.updateWorklog({ issueIdOrKey: a.key, id: worklog.id, body: { timeSpent: '2h' } });
  const files = await jira.issueAttachments.addAttachment({
    issueIdOrKey: a.key,
    attachments: { filename: 'größe.txt', content: Buffer.from('hello') },
  });
  assert.equal(files[0].filename, 'größe.txt');
  await jira.issueWatchers.addWatcher({ issueIdOrKey: a.key });
  await jira.issueRemoteLinks.createOrUpdateRemoteIssueLink({
    issueIdOrKey: a.key,
    object: { url: 'https://example.com', title: 'Example' },
  });
  const issue = await jira.issues.getIssue({ issueIdOrKey: a.key });
  const link = issue.fields.issuelinks[0];
  assert.equal(link.outwardIssue.key, b.key);
  assert.equal(issue.fields.worklog.total, 1);
  assert.equal(issue.fields.watches.watchCount, 1);
  const asks = {
    worklogs: jira.issueWorklogs.getIssueWorklog({ issueIdOrKey: a.key }),
    link: jira.issueLinks.getIssueLink({ linkId: link.id }),
    linkTypes: jira.issueLinkTypes.getIssueLinkTypes(),
    file: jira.issueAttachments.getAttachment({ id: files[0].id }),
    fileMeta: jira.issueAttachments.getAttachmentMeta(),
    watchers: jira.issueWatchers.getIssueWatchers({ issueIdOrKey: a.key }),
    votes: jira.issueVotes.getVotes({ issueIdOrKey: a.key }),
    remote: jira.issueRemoteLinks.getRemoteIssueLinks({ issueIdOrKey: a.key }),
    levels: jira.projectPermissionSchemes.getSecurityLevelsForProject({ projectKeyOrId: 'DEMO' }),
    groups: jira.groups.findGroups({ query: 'dev' }),
    changes: jira.issues.getBulkChangelogs({ issueIdsOrKeys: [a.key, b.key] }),
    desk: jira.issues.getIssue({ issueIdOrKey: 'DESK-1' }),
  };
  const answers = Object.fromEntries(
    await Promise.all(Object.entries(asks).map(async ([name, ask]) => [name, await ask])),
  );
  assert.equal(answers.watchers.watchCount, 1);
  assert.ok(answers.linkTypes.issueLinkTypes.length >= 4);
  assert.equal(answers.changes.issueChangeLogs.length, 2);
  await jira.issueLinks.deleteIssueLink({ linkId: link.id });
  await jira.issueAttachments.removeAttachment({ id: files[0].id });
  await jira.issueWorklogs.deleteWorklog({ issueIdOrKey: a.key, id: worklog.id });
});

test('boards and sprints', async () => {
  const { email, token } = person(ready, 'admin');
  const agile = createAgileClient({
    host: ready.url,
    auth: { type: 'basic', email, apiToken: token },
    onSchemaMismatch: 'throw',
  });
  const boards = await agile.board.getAllBoards({ projectKeyOrId: 'DEMO' });
  const board = boards.values.find((b) => b.type === 'scrum');
  const configuration = await agile.board.getConfiguration({ boardId: board.id });
  assert.equal(configuration.estimation.field.fieldId, 'customfield_10016');
  const sprints = await agile.board.getAllSprints({ boardId: board.id, state: 'active' });
  assert.equal(sprints.values.length, 1);
  const sprint = await agile.sprint.getSprint({ sprintId: sprints.values[0].id });
  assert.equal(sprint.state, 'active');
});

test('a viewer looks, and does not touch', async () => {
  const viewer = client('viewer');
  const { issues } = await viewer.issueSearch.searchAndReconsileIssuesUsingJql({
    jql: 'key = DEMO-1',
    fields: ['summary'],
  });
  assert.equal(issues.length, 1);
  await assert.rejects(viewer.issues.editIssue({ issueIdOrKey: 'DEMO-1', fields: { summary: 'x' } }));
  await assert.rejects(viewer.issues.getIssue({ issueIdOrKey: 'TEAM-1' }));
  const { transitions } = await viewer.issues.getTransitions({ issueIdOrKey: 'DEMO-1' });
  assert.deepEqual(transitions, []);
});

test('nothing is sent that Jira does not send', () => {
  const drift = globalThis[Symbol.for('apis-code-gen.schemaAudit')] ?? [];
  const beyond = new Set(drift.flatMap((entry) => entry.keys ?? [`${entry.path} = ${entry.value}`]));
  // Jira sends `isLooped`; its specification, and so the schemas, call it `looped`.
  assert.deepEqual([...beyond], ['isLooped']);
});
