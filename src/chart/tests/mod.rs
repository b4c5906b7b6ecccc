//! Charts are judged as figures: where every label and line stands. Only the papers' own charts are compared as SVG.

mod collisions;
mod fixtures;
mod papers;
mod rules;
