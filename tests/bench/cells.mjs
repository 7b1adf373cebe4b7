// The same mixed cells for every library, from a seeded generator.

const WORDS = 'login export board sprint größe release données テスト крах deploy cache 🚀 token flaky'.split(' ');

/** A small generator of the same numbers everywhere (mulberry32). */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Rows of mixed cells: by column a key, texts (some repeated, some unique), numbers, dates,
 * booleans, and empty cells, as an export of issues has them.
 */
export function makeRows(rows, columns, seed = 1) {
  const random = generator(seed);
  const word = () => WORDS[Math.floor(random() * WORDS.length)];
  const makers = [
    (row) => `DEMO-${row + 1}`,
    (row) => `${word()} ${word()} ${word()} ${row}`,
    () => word(),
    () => Math.floor(random() * 1000),
    () => new Date(Date.UTC(2026, Math.floor(random() * 12), 1 + Math.floor(random() * 28))),
    () => (random() < 0.5 ? null : `${word()} ${word()}`),
    () => Math.round(random() * 1e6) / 100,
    () => random() < 0.5,
  ];
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => makers[column % makers.length](row)));
}

/** Header texts. */
export const makeHeaders = (columns) => Array.from({ length: columns }, (_, i) => `Column ${i + 1}`);
