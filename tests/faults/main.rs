//! Publication cannot break. Whatever fails, whatever kills the program, whatever stands in its way: afterwards the site is
//! the old one or the new one, byte for byte, nobody's file is gone, and the next build succeeds and leaves nothing beside.
//!
//! - `operations`: every file operation of a build fails once, in every way it can fail, and the program is killed before
//!   every one of them (`strace` does that, from outside: the program has no code for it);
//! - `moments`: kills at random moments, several builds at once, a reader all the while;
//! - `places`: outputs that are not ours, leftovers of killed builds, links, full disks, closed streams;
//! - `surroundings`: another time zone, user, umask, folder: the same bytes;
//! - `authoring`: `new` and `rollover` under the same faults: data that stands is never touched.
//!
//! A disk that is really full is tried by root alone. `MIERUKA_FAULTS=full` adds what takes minutes: 200 kills of a build of all
//! shipped data, and kills before operations that only read.

#[path = "../common/mod.rs"]
mod common;

mod authoring;
mod moments;
mod operations;
mod places;
mod strace;
mod surroundings;
mod town;
