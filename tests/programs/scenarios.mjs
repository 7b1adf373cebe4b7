// What people do to an exported workbook before they import it again.
//
// An edit says, all of it optional: `set` cells by key and header; `rows` in their new order by
// number, of which some may be missing or repeated; `columns` in their new order by header;
// `headers` under new names; `hidden` rows; the `sheet` under a new name; sheets to `drop`; the
// sheet of which the second column is to be `damage`d.

/** Columns of the export. */
export const COLUMNS = [
  'Key', 'Summary', 'Status', 'Priority', 'Assignee', 'Due date', 'Labels', 'Description', 'Go-live',
  'Updated',
];
/** How many issues it has. */
export const COUNT = 24;
/** The hidden sheet that remembers what was exported. */
export const MEMORY = '_rowport';

const rows = [...Array(COUNT).keys()];
const backwards = rows.toReversed();
const moved = [
  'Go-live', 'Description', 'Summary', 'Status', 'Key', 'Labels', 'Updated', 'Due date', 'Assignee',
  'Priority',
];
const renamed = { Summary: 'What it is about', 'Due date': 'Frist', Description: 'Text', Priority: 'Wichtig?' };

/**
 * Ways in which rows, columns and sheets are somewhere else; how many rows are `left`, and the
 * `notes` on them. Where the import has `forgotten` what was exported, it says so.
 */
export const arrangements = [
  { name: 'nothing moved', edit: {} },
  { name: 'rows sorted', edit: { rows: backwards } },
  { name: 'rows filtered', edit: { hidden: [1, 2, 3, 9] }, notes: ['note-hidden-rows'] },
  { name: 'rows moved', edit: { rows: [...rows.slice(10), ...rows.slice(0, 10)] } },
  { name: 'rows deleted', edit: { rows: rows.slice(0, 15) }, left: 15 },
  { name: 'a row copied', edit: { rows: [...rows, 20] }, left: COUNT + 1, notes: ['key-repeated'] },
  { name: 'columns moved', edit: { columns: moved } },
  { name: 'columns renamed', edit: { headers: renamed } },
  { name: 'columns deleted', edit: { columns: ['Key', 'Summary', 'Go-live'] } },
  { name: 'sheet renamed', edit: { sheet: 'Zahlen & Übersicht' } },
  {
    name: 'all of it at once',
    edit: { rows: backwards, columns: moved, headers: renamed, sheet: 'Mine', hidden: [4] },
    notes: ['note-hidden-rows'],
  },
  { name: 'the memory deleted', edit: { drop: [MEMORY] }, forgotten: ['origin-lost'] },
  { name: 'the memory damaged', edit: { damage: MEMORY }, forgotten: ['nothing-remembered'] },
];
