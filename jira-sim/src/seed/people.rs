//! Forty people: an administrator, a viewer, and members of whom some hide their address, some have
//! left, and two share a name.

use crate::{
    rng::Rng,
    site::{People, Person, Role, UserId},
};

/// Name, zone.
const PEOPLE: [(&str, &str); 40] = [
    ("Ada Brandt", "Europe/Berlin"),
    ("Miguel Santos", "America/New_York"),
    ("Vera Novak", "Australia/Sydney"),
    ("Priya Raman", "Asia/Kolkata"),
    ("Anna Schmidt", "Europe/Berlin"),
    ("Anna Schmidt", "Europe/Vienna"),
    ("Jürgen Weiß", "Europe/Berlin"),
    ("Zoë Lefèvre", "Europe/Paris"),
    ("Søren Ødegård", "Europe/Oslo"),
    ("Łukasz Wójcik", "Europe/Warsaw"),
    ("田中 美咲", "Asia/Tokyo"),
    ("王 小明", "Asia/Shanghai"),
    ("Ольга Петрова", "Europe/Kyiv"),
    ("محمد الحسن", "Asia/Dubai"),
    ("Chloe O'Connor", "Europe/Dublin"),
    ("Ines Fernández", "Europe/Madrid"),
    ("Liam Walker", "America/Los_Angeles"),
    ("Noah Becker", "Europe/Zurich"),
    ("Emma Rossi", "Europe/Rome"),
    ("Hugo Martin", "Europe/Paris"),
    ("Sofia Almeida", "America/Sao_Paulo"),
    ("Oliver Smith", "Europe/London"),
    ("Mia Krystof", "Europe/Prague"),
    ("Elif Yılmaz", "Europe/Istanbul"),
    ("Dávid Kovács", "Europe/Budapest"),
    ("Ngozi Okafor", "Africa/Lagos"),
    ("Jan de Vries", "Europe/Amsterdam"),
    ("Kim Min-jun", "Asia/Seoul"),
    ("Lucas Dubois", "Europe/Brussels"),
    ("Hannah Müller", "Europe/Berlin"),
    ("Tom, of Support", "Europe/London"),
    ("Rahul Mehta", "Asia/Kolkata"),
    ("Grace Lee", "Asia/Singapore"),
    ("Peter Hansen", "Europe/Copenhagen"),
    ("Laura Bianchi", "Europe/Rome"),
    ("Aiko Sato", "Asia/Tokyo"),
    ("Ben Carter", "America/Chicago"),
    ("Former Colleague", "Europe/Berlin"),
    ("Nora Lind", "Europe/Stockholm"),
    ("Automation for Jira", "Europe/Berlin"),
];

/// Places of the people whose accounts are deactivated.
const INACTIVE: [usize; 3] = [19, 33, 37];
/// The place of the app among the people.
const APP: usize = 39;

/// The people of a site.
pub fn people(rng: &mut Rng) -> People {
    let list = PEOPLE.iter().enumerate().map(|(at, (name, zone))| person(rng, at, name, zone));
    People::new(list.collect())
}

fn person(rng: &mut Rng, at: usize, name: &str, zone: &str) -> Person {
    let role = match at {
        0 => Role::Admin,
        2 => Role::Viewer,
        _ => Role::Member,
    };
    let (email, token) = match at {
        0 => ("admin@rowport.example".to_owned(), Some("admin-api-token")),
        1 => ("member@rowport.example".to_owned(), Some("member-api-token")),
        2 => ("viewer@rowport.example".to_owned(), Some("viewer-api-token")),
        _ => (format!("user{at:02}@rowport.example"), None),
    };
    let (high, low) = (rng.next(), rng.next());
    Person {
        id: UserId(at as u32),
        account_id: format!(
            "712020:{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}",
            high >> 32,
            (high >> 16) & 0xffff,
            high & 0xfff,
            low >> 52,
            low & 0xffff_ffff_ffff
        ),
        account_type: if at == APP { "app" } else { "atlassian" },
        name: name.to_owned(),
        email,
        email_visible: at < 3 || (!at.is_multiple_of(3) && at != APP),
        active: !INACTIVE.contains(&at),
        time_zone: zone.to_owned(),
        role,
        token: token.map(str::to_owned),
    }
}
