//! A force-directed layout: nodes push each other away, edges pull their ends together, until it cools.
//!
//! The forces are those of Fruchterman and Reingold (Graph drawing by force-directed placement, Software: Practice and
//! Experience 21, 1991), far nodes are taken together as by Barnes and Hut (A hierarchical O(N log N) force-calculation
//! algorithm, Nature 324, 1986). No chance is in it, and only sums, products, quotients and square roots, which every machine rounds
//! alike: the same graph has the same picture everywhere.

/// The length that an edge settles at.
const LENGTH: f64 = 110.0;
/// What a node and its name need; two nodes keep so far apart.
const ROOM: [f64; 2] = [118.0, 62.0];
/// A square so much smaller than its distance counts as one node.
const TOGETHER: f64 = 0.8;
/// How strongly everything is drawn to the middle, so that parts without an edge between them do not drift away.
const GRAVITY: f64 = 0.9;
/// Pictures are wider than high.
const WIDER: f64 = 1.35;
/// Squares are not cut smaller than this often.
const DEEPEST: usize = 40;

type Point = [f64; 2];

/// Places nodes numbered from 0, with edges between them. Ends of edges that are no node are ignored.
pub(super) fn layout(nodes: usize, edges: &[(usize, usize)]) -> Vec<Point> {
    let mut points = scattered(nodes);
    let rounds = (300_000 / nodes.max(1)).clamp(25, 300);
    let mut reach = LENGTH * (nodes as f64).sqrt() / 4.0;
    let cooling = reach / rounds as f64;
    for _ in 0..rounds {
        let pushes = repulsion(&points);
        let mut forces: Vec<Point> = pushes;
        for &(a, b) in edges {
            if let (Some(&from), Some(&to)) = (points.get(a), points.get(b)) {
                let [x, y] = [to[0] - from[0], to[1] - from[1]];
                let pull = (x * x + y * y).sqrt() / LENGTH;
                add(&mut forces, a, [x * pull, y * pull]);
                add(&mut forces, b, [-x * pull, -y * pull]);
            }
        }
        for (point, force) in points.iter_mut().zip(&forces) {
            let [x, y] = [force[0] - GRAVITY * point[0], force[1] - GRAVITY * WIDER * point[1]];
            let strength = (x * x + y * y).sqrt().max(f64::MIN_POSITIVE);
            let step = strength.min(reach) / strength;
            point[0] += x * step;
            point[1] += y * step;
        }
        reach = (reach - cooling).max(1.0);
    }
    spread(&mut points);
    points
}

fn add(forces: &mut [Point], at: usize, force: Point) {
    if let Some(sum) = forces.get_mut(at) {
        sum[0] += force[0];
        sum[1] += force[1];
    }
}

/// Points without order in a square, always the same (SplitMix64).
fn scattered(nodes: usize) -> Vec<Point> {
    let side = LENGTH * (nodes as f64).sqrt();
    let mut state = 0_u64;
    let mut number = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64 - 0.5
    };
    (0..nodes).map(|_| [number() * side, number() * side]).collect()
}

/// How all others push each node.
fn repulsion(points: &[Point]) -> Vec<Point> {
    let tree = Squares::of(points);
    points.iter().map(|&point| tree.push(point)).collect()
}

/// A square of the plane with the nodes in it.
struct Square {
    side: f64,
    /// The sum of the places of its nodes.
    sum: Point,
    nodes: f64,
    /// Its quarters; 0, the whole plane, stands for none.
    quarters: [usize; 4],
}

/// Squares in squares, the whole plane first.
struct Squares(Vec<Square>);

impl Squares {
    fn of(points: &[Point]) -> Squares {
        let farthest = points.iter().flatten().fold(1.0_f64, |farthest, offset| farthest.max(offset.abs()));
        let empty = |side: f64| Square { side, sum: [0.0; 2], nodes: 0.0, quarters: [0; 4] };
        let mut squares = vec![empty(farthest * 2.0)];
        for &point in points {
            let (mut at, mut middle, mut side) = (0, [0.0; 2], farthest * 2.0);
            for _ in 0..DEEPEST {
                let made = squares.len();
                let Some(square) = squares.get_mut(at) else { break };
                square.sum = [square.sum[0] + point[0], square.sum[1] + point[1]];
                square.nodes += 1.0;
                if side < 1.0 {
                    break;
                }
                let (right, below) = (point[0] > middle[0], point[1] > middle[1]);
                let Some(quarter) = square.quarters.get_mut(usize::from(right) + 2 * usize::from(below)) else { break };
                side /= 2.0;
                let toward = |positive: bool| if positive { side / 2.0 } else { -side / 2.0 };
                middle = [middle[0] + toward(right), middle[1] + toward(below)];
                let new = *quarter == 0;
                if new {
                    *quarter = made;
                }
                at = *quarter;
                if new {
                    squares.push(empty(side));
                }
            }
        }
        Squares(squares)
    }

    /// How the nodes of all squares push one.
    fn push(&self, point: Point) -> Point {
        let mut force = [0.0; 2];
        let mut open = vec![0];
        while let Some(square) = open.pop().and_then(|at: usize| self.0.get(at)) {
            let [x, y] = [point[0] - square.sum[0] / square.nodes, point[1] - square.sum[1] / square.nodes];
            let distance = x * x + y * y;
            let leaf = square.quarters == [0; 4];
            if leaf || square.nodes == 1.0 || square.side * square.side < TOGETHER * TOGETHER * distance {
                // Nothing pushes itself.
                if distance > 0.0 {
                    let strength = LENGTH * LENGTH * square.nodes / distance.max(1.0);
                    force = [force[0] + x * strength, force[1] + y * strength];
                }
            } else {
                open.extend(square.quarters.iter().filter(|&&quarter| quarter != 0));
            }
        }
        force
    }
}

/// Moves nodes apart that would lie on each other, and gives those at one point a place each.
fn spread(points: &mut [Point]) {
    use std::collections::BTreeMap;
    for round in 0..60 {
        let cell = |point: &Point| ((point[0] / ROOM[0]).floor() as i64, (point[1] / ROOM[1]).floor() as i64);
        let mut cells: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
        for (number, point) in points.iter().enumerate() {
            cells.entry(cell(point)).or_default().push(number);
        }
        let mut moved = false;
        for (&(column, row), members) in &cells {
            let near = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (column + dx, row + dy)));
            let near: Vec<usize> = near.filter_map(|cell| cells.get(&cell)).flatten().copied().collect();
            for &a in members {
                for &b in near.iter().filter(|&&b| b > a) {
                    moved |= part(points, a, b, round);
                }
            }
        }
        if !moved {
            break;
        }
    }
}

/// Moves two nodes apart along the way on which they overlap less; says whether they did.
fn part(points: &mut [Point], a: usize, b: usize, round: usize) -> bool {
    let (Some(&from), Some(&to)) = (points.get(a), points.get(b)) else { return false };
    let [x, y] = [to[0] - from[0], to[1] - from[1]];
    let over = [ROOM[0] - x.abs(), ROOM[1] - y.abs()];
    if over[0] <= 0.5 || over[1] <= 0.5 {
        return false;
    }
    // Where both stand at one point they part to different sides in different rounds.
    let way = |offset: f64| if offset > 0.0 || (offset == 0.0 && round.is_multiple_of(2)) { 0.5 } else { -0.5 };
    let push = if over[0] / ROOM[0] < over[1] / ROOM[1] { [over[0] * way(x), 0.0] } else { [0.0, over[1] * way(y)] };
    for (at, sign) in [(a, -1.0), (b, 1.0)] {
        if let Some(point) = points.get_mut(at) {
            point[0] += push[0] * sign;
            point[1] += push[1] * sign;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{ROOM, layout};

    fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
        ((a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)).sqrt()
    }

    #[test]
    fn what_an_edge_links_stands_nearer_than_what_none_links() {
        // Two rings of eight, linked by one edge.
        let ring = |first: usize| (0..8).map(move |at| (first + at, first + (at + 1) % 8));
        let edges: Vec<(usize, usize)> = ring(0).chain(ring(8)).chain([(0, 8)]).collect();
        let points = layout(16, &edges);
        let linked = edges.iter().map(|&(a, b)| distance(points[a], points[b])).sum::<f64>() / edges.len() as f64;
        let across = (1..8).flat_map(|a| (9..16).map(move |b| (a, b)));
        let apart = across.map(|(a, b)| distance(points[a], points[b])).sum::<f64>() / 49.0;
        assert!(linked * 2.0 < apart, "{linked} {apart}");
    }

    #[test]
    fn no_two_nodes_cover_each_other_and_none_is_lost() {
        for nodes in [0, 1, 2, 300] {
            let star: Vec<(usize, usize)> = (1..nodes).map(|at| (0, at)).collect();
            let points = layout(nodes, &star);
            assert_eq!(points.len(), nodes);
            let covers = |a: &[f64; 2], b: &[f64; 2]| (a[0] - b[0]).abs() < ROOM[0] * 0.8 && (a[1] - b[1]).abs() < ROOM[1] * 0.8;
            let pairs = (0..nodes).flat_map(|a| (0..a).map(move |b| (a, b)));
            let over = pairs.filter(|&(a, b)| covers(&points[a], &points[b])).count();
            assert!(over * 50 <= nodes, "{over} of {nodes}");
            assert!(points.iter().flatten().all(|offset| offset.is_finite()));
        }
    }

    #[test]
    fn edges_to_nowhere_are_ignored() {
        assert_eq!(layout(2, &[(0, 1), (0, 9), (7, 8)]).len(), 2);
    }
}
