//! How things look: kinds of actor by shape and fill, relations by colour, line and arrow.
//!
//! Line colours are those of Okabe and Ito, which colour-blind readers tell apart; shape and line say the same once more.

use crate::vocabulary::ActorKind;

/// How a node is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NodeStyle {
    pub(super) shape: &'static str,
    pub(super) style: &'static str,
    pub(super) fill: &'static str,
    pub(super) border: &'static str,
    pub(super) peripheries: &'static str,
}

/// How an edge is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct EdgeStyle {
    /// What the legend calls it.
    pub(super) name: &'static str,
    pub(super) color: &'static str,
    pub(super) style: &'static str,
    pub(super) width: &'static str,
    pub(super) arrow: &'static str,
}

const VERMILLION: &str = "#D55E00";
const BLUE: &str = "#0072B2";
const GREEN: &str = "#007A5A";
const GREY: &str = "#767676";

pub(super) const TEXT: &str = "#222222";
pub(super) const FONT: &str = "Helvetica,Arial,sans-serif";

pub(super) const ATTACKED: EdgeStyle =
    EdgeStyle { name: "attacked", color: VERMILLION, style: "solid", width: "1.6", arrow: "normal" };
pub(super) const RETALIATED: EdgeStyle =
    EdgeStyle { name: "retaliated against", color: BLUE, style: "dashed", width: "2.0", arrow: "normal" };
pub(super) const BACKS: EdgeStyle = EdgeStyle { name: "backs", color: GREEN, style: "dotted", width: "2.2", arrow: "onormal" };
pub(super) const DID: EdgeStyle = EdgeStyle { name: "did", color: GREY, style: "solid", width: "1.3", arrow: "none" };
pub(super) const HIT: EdgeStyle =
    EdgeStyle { name: "aimed at", color: VERMILLION, style: "solid", width: "1.6", arrow: "normal" };
pub(super) const ANSWERS: EdgeStyle =
    EdgeStyle { name: "in retaliation for", color: BLUE, style: "dashed", width: "2.0", arrow: "normal" };

/// An incident.
pub(super) const INCIDENT: NodeStyle =
    NodeStyle { shape: "box", style: "filled,rounded", fill: "#FFF8DC", border: "#8A6D00", peripheries: "1" };

/// An actor of a kind.
pub(super) fn actor(kind: ActorKind) -> NodeStyle {
    let node = |shape, style, fill, border| NodeStyle { shape, style, fill, border, peripheries: "1" };
    match kind {
        ActorKind::State => node("box", "filled,bold", "#D6E6F5", "#2F5D8A"),
        ActorKind::Government => node("tab", "filled", "#D6E6F5", "#2F5D8A"),
        ActorKind::Military => node("octagon", "filled", "#D6E6F5", "#2F5D8A"),
        ActorKind::ArmedGroup => node("ellipse", "filled", "#FBE0D0", "#A34A10"),
        ActorKind::Coalition => NodeStyle { peripheries: "2", ..node("ellipse", "filled", "#FBE0D0", "#A34A10") },
        ActorKind::Organisation => node("note", "filled", "#EEEEEE", "#555555"),
        ActorKind::Person => node("box", "filled,rounded", "#F3E3EE", "#8A4A74"),
        ActorKind::Generic => node("ellipse", "filled,dashed", "#F7F0E4", "#7A6A4A"),
        ActorKind::Vessel => node("invtrapezium", "filled", "#DDF1EC", "#00664C"),
        ActorKind::Civilians => node("hexagon", "filled", "#FFFFFF", "#555555"),
    }
}
