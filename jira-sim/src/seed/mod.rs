//! A made-up site, the same for the same seed.

mod desk;
mod fields;
mod further;
mod issues;
mod more;
mod people;
mod projects;
mod prose;
mod registers;
mod words;

use crate::{
    clock::SiteClock,
    config::Config,
    rng::Rng,
    site::{IssueStore, Rules, Site, UserProperties},
};

/// Most issues that DEMO is seeded with.
pub const MOST_ISSUES: u32 = 100_000;
/// Issues of TEAM.
const TEAM_ISSUES: u32 = 25;

/// Tells the stream of the further fields from that of the first ones.
const FURTHER: u64 = 0x000f_u64 << 32;

/// Makes the site that a configuration asks for.
#[must_use]
pub fn site(config: &Config) -> Site {
    let mut rng = Rng::new(config.seed);
    let mut site = Site {
        base_url: config.base_url.clone(),
        clock: SiteClock::default(),
        people: people::people(&mut rng),
        catalog: projects::catalog(),
        registers: registers::registers(),
        projects: projects::projects(),
        fields: fields::fields(),
        issues: IssueStore::default(),
        rules: Rules::default(),
        user_properties: UserProperties::default(),
        revision: 0,
        next_entry_id: 10_000,
        next_change_id: 10_000,
        next_record_id: 10_000,
    };
    let count = config.issues.clamp(1, MOST_ISSUES);
    issues::fill(&mut site, &mut rng, projects::DEMO_ID, count);
    issues::fill(&mut site, &mut rng, projects::TEAM_ID, TEAM_ISSUES);
    let mut rng = Rng::new(config.seed ^ FURTHER);
    more::fill(&mut site, &mut rng, projects::DEMO_ID);
    desk::fill(&mut site, &mut rng);
    site.begin(config.seed);
    site
}
