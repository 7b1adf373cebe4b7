//! Text to choose from: several languages, emoji, and characters that spreadsheets stumble over.

/// Beginnings of summaries.
#[rustfmt::skip]
pub const ACTIONS: [&str; 18] = [
    "Fix", "Add", "Remove", "Improve", "Document", "Investigate", "Replace", "Speed up", "Test",
    "Migrate", "Behebe", "Ergänze", "Corriger", "Ajouter", "修正", "Добавить", "Corregir", "Napraw",
];

/// What summaries are about.
#[rustfmt::skip]
pub const THINGS: [&str; 24] = [
    "the login form", "invoice export", "CSV import with umlauts (äöüß)", "search results",
    "the checkout on small screens", "dark mode", "password reset", "the weekly report",
    "timezone of due dates", "die Rechnungsnummer", "la page d'accueil", "ログイン画面",
    "поиск по заявкам", "el carrito de compra", "retry of failed payments", "rate limiting",
    "the 404 page", "audit log", "notifications for watchers", "keyboard navigation",
    "\"quoted\" values, with commas", "nested <tags> & entities", "powiadomienia e-mail",
    "upload of large files",
];

/// Ends of summaries; many have none.
#[rustfmt::skip]
pub const ENDINGS: [&str; 16] = [
    "", "", "", "", "", "", " for guests", " 🚀", " after the upgrade", " (again)", " in Safari",
    " – zweiter Versuch", " 🐛🔥", " when the network is slow", " = 100 %", " / part 2",
];

/// Summaries that a spreadsheet would take for something else.
#[rustfmt::skip]
pub const TRAPS: [&str; 12] = [
    "=SUM(A1:A3) shows up as text", "+49 30 1234567 is not dialled", "-1 is accepted as a quantity",
    "@channel mentions everybody", "007 loses its zeros", "1E5 becomes a number",
    "2026-03-01 is shown as 1 March", "TRUE or FALSE?", "1/2 turns into a date",
    "  spaces at the start are kept in mind", "🙂", "مشكلة في تسجيل الدخول",
];

/// Sentences of descriptions.
#[rustfmt::skip]
pub const SENTENCES: [&str; 22] = [
    "The page stays empty until it is loaded again.",
    "Steps: open the list, choose a filter, press Enter.",
    "It works in Firefox but not in Safari.",
    "Customers report this about twice a week.",
    "Beim Speichern erscheint eine Fehlermeldung, obwohl alles richtig ausgefüllt ist.",
    "Der Export enthält Umlaute, die falsch dargestellt werden.",
    "Le bouton reste grisé après la première erreur.",
    "Les montants sont affichés sans séparateur de milliers.",
    "ボタンを押しても何も起こりません。",
    "エラーメッセージが表示されない場合があります。",
    "Сообщение появляется только после перезагрузки.",
    "El total no coincide con la suma de las líneas.",
    "Po zapisaniu znikają polskie znaki: ą, ę, ł, ż.",
    "لا تظهر الرسالة عند فشل التحميل.",
    "See the log of Tuesday, 14:05, for details.",
    "We expect about 1,200 requests a minute at peak.",
    "Emoji such as 👩‍👩‍👧 and 🇪🇺 must survive.",
    "A value of 0.1 + 0.2 is shown as 0.30000000000000004.",
    "This blocks the release; please look at it first.",
    "Not urgent, but it comes up in every demo.",
    "There is a workaround: clear the cache and sign in again.",
    "Tabs\tand double  spaces are kept as they are.",
];

/// Labels.
#[rustfmt::skip]
pub const LABELS: [&str; 14] = [
    "backend", "frontend", "regression", "customer", "quick-win", "tech-debt", "accessibility",
    "größe", "日本語", "q4", "needs:info", "ux", "security", "performance",
];

/// Keywords, for the custom field.
#[rustfmt::skip]
pub const KEYWORDS: [&str; 8] =
    ["alpha", "beta", "legacy", "pilot", "vip", "münchen", "batch", "offline"];

/// Lines of code blocks.
#[rustfmt::skip]
pub const CODE: [&str; 4] = [
    "fn main() {\n    println!(\"hello\");\n}",
    "SELECT id, total\nFROM invoice\nWHERE total > 100;",
    "curl -s https://example.com/api | jq '.items[]'",
    "{\n  \"retry\": 3,\n  \"timeout\": \"30s\"\n}",
];
