//! Trains and evaluates the syntax model of reprisal: see `training/README.md` for the whole recipe.

mod augment;
mod conllu;
mod dictionary;
mod evaluate;
mod parser;
mod quantise;
mod random;
mod tagger;
mod tokens;
mod train;
mod weights;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Trains and evaluates the syntax model of reprisal.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Cut texts into sentences and tokens with reprisal's own rules, for the teacher to parse
    Tokens(tokens::Options),
    /// Print the words of the built-in ontology that a dictionary may lack, one a line
    Words,
    /// Train a model from CoNLL-U trees
    Train(train::Options),
    /// Compare a model with a teacher's trees, from raw text
    Evaluate(evaluate::Options),
    /// Time a model on raw text
    Speed(evaluate::SpeedOptions),
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Tokens(options) => tokens::run(&options),
        Command::Words => dictionary::print_words(),
        Command::Train(options) => train::run(&options),
        Command::Evaluate(options) => evaluate::run(&options),
        Command::Speed(options) => evaluate::speed(&options),
    }
}
