//! `reprisal find`: a pattern and what fits it.

use std::io::Write;

use reprisal::query::Query;

use crate::answer;
use crate::args::FindArgs;
use crate::material::Material;
use crate::report::{Failure, Outcome, Report};

pub fn run(args: &FindArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    let material = Material::gather(&args.input, report)?;
    let query = Query::parse(&args.pattern, &material.names)?;
    let answer = answer::search(&material, &args.look, &args.limits).answer(&query);
    report.note(&format!("pattern: {}", answer.pattern));
    answer::write(&query, &answer, &args.output, &args.limits, out, report)
}
