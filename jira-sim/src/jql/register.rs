//! Values of the site's registers: sprints, groups, teams and the like, by number or name.

use crate::site::{Kind, Registers};

/// Whether values of a kind of field stand in the registers.
pub fn knows(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Sprint
            | Kind::Group
            | Kind::MultiGroup
            | Kind::Team
            | Kind::Security
            | Kind::RequestType
            | Kind::Organizations
            | Kind::Assets
    )
}

/// The numbers of what a text names, without regard to case.
pub fn named(registers: &Registers, kind: Kind, text: &str) -> Vec<u64> {
    let all: Vec<(u64, String, &str)> = match kind {
        Kind::Sprint => {
            registers.sprints.iter().map(|s| (s.id, s.id.to_string(), &*s.name)).collect()
        }
        Kind::Group | Kind::MultiGroup => {
            registers.groups.iter().map(|g| (g.id, g.group_id.clone(), &*g.name)).collect()
        }
        Kind::Team => registers.teams.iter().map(|t| (t.id, t.uuid.clone(), &*t.name)).collect(),
        Kind::Security => {
            registers.levels.iter().map(|l| (l.id, l.id.to_string(), &*l.name)).collect()
        }
        Kind::RequestType => {
            registers.request_types.iter().map(|r| (r.id, r.id.to_string(), &*r.name)).collect()
        }
        Kind::Organizations => {
            registers.organizations.iter().map(|o| (o.id, o.id.to_string(), &*o.name)).collect()
        }
        Kind::Assets => registers.assets.iter().map(|a| (a.id, a.key.clone(), &*a.label)).collect(),
        _ => Vec::new(),
    };
    let wanted = text.to_lowercase();
    let same = |known: &str| known.to_lowercase() == wanted;
    all.into_iter().filter(|(_, id, name)| same(id) || same(name)).map(|(id, ..)| id).collect()
}
