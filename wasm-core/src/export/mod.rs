//! From a query to a workbook.
