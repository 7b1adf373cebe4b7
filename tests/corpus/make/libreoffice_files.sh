#!/bin/sh
# The same workbook as LibreOffice saves it in each of its formats.
set -eu
files="$(cd "$(dirname "$0")/../files" && pwd)"
work="$(mktemp -d)"
cp "$files/every-type--openpyxl.xlsx" "$work/every-type.xlsx"
cp "$files/hidden-rows-columns-sheets--openpyxl.xlsx" "$work/hidden.xlsx"
cp "$files/merged-title-above-header--openpyxl.xlsx" "$work/title.xlsx"
convert() { # SOURCE FILTER TARGET
    soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$2" --outdir "$work/out" "$work/$1" >/dev/null
    mv "$work/out/$(basename "$1" .xlsx).${2%%:*}" "$files/$3"
}
convert every-type.xlsx xlsx every-type--libreoffice.xlsx
convert every-type.xlsx xls every-type--libreoffice.xls
convert every-type.xlsx ods every-type--libreoffice.ods
convert every-type.xlsx "csv:Text - txt - csv (StarCalc):59,34,76,1" every-type--libreoffice.csv
convert hidden.xlsx ods hidden-rows-columns-sheets--libreoffice.ods
convert hidden.xlsx xls hidden-rows-columns-sheets--libreoffice.xls
convert title.xlsx xlsx title-rows-above-header--libreoffice.xlsx
rm -rf "$work"
