//! What it takes to make anything: the templates, the terms, the cache.

use super::BuildError;
use super::cache::Cache;
use super::digests::Digests;
use super::make::Order;
use super::record::Terms;
use super::shard::Selection;
use super::survey::Survey;
use crate::render::Templates;
use crate::site::check_target;

/// What it takes to make anything.
pub struct Means {
    /// The templates.
    pub templates: Templates,
    /// What everything depends on. The program by its own content: another build of the same version may make other pages.
    pub terms: Terms,
    /// The same, as machines have it in common.
    pub shared: Terms,
    /// Where the build leaves what the next one need not make again.
    pub cache: Option<Cache>,
}

impl Means {
    /// What an order asks for, when everything is there.
    pub fn of(order: &Order<'_>, survey: &Survey, cache: Option<Cache>, digests: &Digests) -> Result<Self, BuildError> {
        check_target(order.out, order.data, order.release.audience)?;
        let templates = Templates::load(order.templates)?;
        let program = cache.as_ref().and_then(|_| digests.program());
        if let Some(Selection::Only(plans)) = order.only {
            let is_there = |plan: &&String| survey.ids.iter().any(|id| id.as_str() == plan.as_str());
            if let Some(missing) = plans.iter().find(|plan| !is_there(plan)) {
                return Err(BuildError::NoSuchPlan(missing.clone()));
            }
        }
        // Shards may be made on machines of different kinds, each with a program of its own: they share its version.
        let version = || env!("CARGO_PKG_VERSION").to_owned();
        Ok(Self {
            shared: Terms::of(survey, order.release, &templates, version()),
            terms: Terms::of(survey, order.release, &templates, program.clone().unwrap_or_default()),
            // A program that does not know itself cannot tell what another one left.
            cache: cache.filter(|_| program.is_some()),
            templates,
        })
    }
}
