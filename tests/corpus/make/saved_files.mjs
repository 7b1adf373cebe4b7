// The engine's own sample as SheetJS and ExcelJS save it.
// Run `cargo run -p wasm-core --example write_sample -- target/corpus` first.
import { readFileSync, writeFileSync } from 'node:fs';

import ExcelJS from 'exceljs';
import XLSX from 'xlsx';

const sample = readFileSync(new URL('../../../target/corpus/sample.xlsx', import.meta.url));
const target = (program) => new URL(`../files/export-saved--${program}.xlsx`, import.meta.url);

const sheetjs = XLSX.read(sample, { type: 'buffer', cellStyles: true, cellNF: true });
writeFileSync(target('sheetjs'), XLSX.write(sheetjs, { bookType: 'xlsx', type: 'buffer' }));

const exceljs = new ExcelJS.Workbook();
await exceljs.xlsx.load(sample);
writeFileSync(target('exceljs'), Buffer.from(await exceljs.xlsx.writeBuffer()));
