//! Charts are judged as figures: where every label and line stands. Only the papers' own charts are compared as SVG.

mod bars;
mod collisions;
mod fixtures;
mod overview;
mod papers;
mod rules;
mod sparklines;
