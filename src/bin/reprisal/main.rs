//! The `reprisal` program.
fn main() {}
