"""Text files: encodings, delimiters, quotes."""

from paths import FILES


def save(cause, text, encoding="utf-8", extension="csv", mark=b""):
    (FILES / f"{cause}--text.{extension}").write_bytes(mark + text.encode(encoding))


ROWS = "Schlüssel;Zusammenfassung;Aufwand;Fällig\r\nA-1;Größe prüfen, schnell;1,5;02.11.2026\r\nA-2;Fußnoten ergänzen;12,25;\r\n"

save("semicolons-decimal-commas-windows-1252", ROWS, "cp1252")
save("utf-8-with-mark", ROWS, mark=b"\xef\xbb\xbf")
save("utf-16-le-with-mark", ROWS.replace(";", "\t"), "utf-16-le", "tsv", b"\xff\xfe")
save("utf-16-be-without-mark", ROWS, "utf-16-be")
save("shift-jis", "課題キー,概要,担当者\r\nA-1,ログイン画面のエラーを修正する,田中\r\nA-2,検索結果の並び順を直す,佐藤\r\n", "shift_jis")
save("windows-1251", "Ключ;Описание\r\nA-1;Исправить ошибку на странице входа\r\nA-2;Обновить перевод\r\n", "cp1251")
save("declared-delimiter", "sep=|\r\nKey|Summary, long; and more\r\nA-1|x\r\n")
save(
    "quotes-and-line-breaks",
    'Key,Summary,Text\r\nA-1,"say ""hi"", twice","first\r\nsecond\n\nthird"\r\n\r\nA-2, padded ,"007"\r\n',
)
save("uneven-rows", "Key,Summary\nA-1\nA-2,Two,extra,more\nA-3,Three\n")
save("formula-guard", "Key,Summary\nA-1,'=1+1\nA-2,'quoted'\nA-3,-5\nA-4,''=x\n")
save("tabs", "Key\tSummary\tPoints\nA-1\tOne, two\t3.5\n", extension="tsv")
save("one-column", "Summary\nFirst thing\nSecond, with comma\n")
save(
    "jira-export-repeated-headers",
    "Summary,Issue key,Labels,Labels,Labels,Custom field (Story Points)\nOne,A-1,a,b,,3.0\nTwo,A-2,c,,,\n",
)
(FILES / "bad-binary--text.csv").write_bytes(bytes(range(256)) * 8)
