//! `reprisal ask`: a question in English and its answer.

use std::io::Write;

use reprisal::query::Understood;
use reprisal::{Modality, Status};

use crate::answer;
use crate::args::AskArgs;
use crate::material::Material;
use crate::report::{Failure, Outcome, Report};

pub fn run(args: &AskArgs, out: &mut impl Write, report: &mut Report) -> Result<Outcome, Failure> {
    let material = Material::gather(&args.input, report)?;
    let mut understood = Understood::read(&args.question, &material.names)?;
    let query = &mut understood.query;
    if query.filter.statuses.is_empty() {
        query.filter.statuses = match args.modality {
            Modality::Denied => vec![Status::Retracted, Status::Denied],
            Modality::Threatened => vec![Status::Threatened],
            _ => Vec::new(),
        };
    }
    let answer = answer::search(&material, &args.look, &args.limits).ask(&understood);
    answer.mended.iter().for_each(|mended| report.note(mended));
    report.note(&format!("understood as: {}", answer.understood));
    report.note(&format!("as a pattern: {}", answer.pattern));
    answer::write(&understood.query, &answer, &args.output, &args.limits, out, report)
}
