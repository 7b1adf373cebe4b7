//! Which letters beyond A to Z the languages of Europe have.
//!
//! The same byte is ő in one encoding and õ in another; a text has both ű and ő, or ã and õ, as its
//! language has.

/// The small letters of each language.
pub(super) const ALPHABETS: [&str; 20] = [
    "äöüß",              // German
    "àâæçéèêëîïôœùûüÿ",  // French
    "áéíñóúü",           // Spanish
    "àáâãçéêíóôõúü",     // Portuguese
    "àèéìíîòóùú",        // Italian
    "àçèéíïòóúü",        // Catalan
    "áèéëíïóöúü",        // Dutch
    "æøåéóöäü",          // Danish, Norwegian
    "åäöéü",             // Swedish, Finnish
    "áéíóúýðþæö",        // Icelandic
    "äõöüšž",            // Estonian
    "áéíóöőúüű",         // Hungarian
    "ąćęłńóśźż",         // Polish
    "áčďéěíňóřšťúůýž",   // Czech
    "áäčďéíĺľňóôŕšťúýž", // Slovak
    "čćđšž",             // Croatian, Slovenian
    "ăâîşţșț",           // Romanian
    "çğıİöşüâî",         // Turkish
    "āčēģīķļņšūž",       // Latvian
    "ąčęėįšųūž",         // Lithuanian
];
