// Made-up records, always the same: `node made.mjs 2000 200` writes those of 2,000 incidents among 200 actors.

const [incidents, actors] = process.argv.slice(2).map(Number);

let state = 7;
const below = (bound) => {
  // A generator of Lehmer (48271 modulo 2^31 - 1).
  state = (state * 48271) % 2147483647;
  return state % bound;
};
// A few actors fill most of the news.
const skewed = (bound) => Math.min(below(bound), below(bound), below(bound));

const ACTORS = [
  'state',
  'government',
  'military',
  'armed-group',
  'coalition',
  'organisation',
  'person',
  'generic',
  'vessel',
  'civilians',
];
const KINDS = [
  'airstrike',
  'drone-attack',
  'rocket-attack',
  'missile-attack',
  'shelling',
  'bombing',
  'shooting',
  'raid',
  'clash',
  'seizure',
  'attack',
];
const NAMES = [
  'Northern Front',
  'Red Brigade',
  'Blue Army',
  'River Guard',
  'Hill Council',
  'Coast Watch',
  'Green Column',
  'Iron League',
  'White Banner',
  'Salt Union',
];
const id = (number) => `actor-${number}`;
const actor = (number) => ({
  id: id(number),
  name: `${NAMES[number % NAMES.length]} ${number}`,
  aliases: [`A${number}`],
  kind: ACTORS[number % ACTORS.length],
  principal: number % 4 === 3 ? id(Math.floor(number / 4)) : id(number),
  origin: 'ontology',
});
const iso = (day) => new Date(Date.UTC(2022, 0, 1 + day)).toISOString().slice(0, 10);

const EACH = 5;
for (let document = 0; document * EACH < incidents; document += 1) {
  const day = Math.floor((document * EACH * 1000) / incidents);
  const used = new Set();
  const told = [];
  for (let at = 0; at < EACH && document * EACH + at < incidents; at += 1) {
    const who = skewed(actors);
    const whom = (who + 1 + skewed(actors - 1)) % actors;
    [who, whom].forEach((number) => used.add(number));
    told.push({
      id: `i${at + 1}`,
      kind: KINDS[below(KINDS.length)],
      perpetrators: [id(who)],
      targets: [id(whom)],
      places: [`place-${skewed(60)}`],
      date: iso(day + below(20)),
      killed: below(3) === 0 ? skewed(40) : null,
      modality: below(20) === 0 ? 'denied' : below(20) === 0 ? 'threatened' : 'asserted',
      retaliates_for: at > 0 && below(3) === 0 ? [`i${at}`] : [],
      evidence: [
        {
          span: [at * 120, at * 120 + 100],
          text: `On that day they struck back, ${below(90)} of them, as sentence ${below(1000)} has it.`,
          rule: 'strike.verb',
        },
      ],
    });
  }
  const relations = [];
  if (below(4) === 0) {
    const [subject, object] = [skewed(actors), below(actors)];
    [subject, object].forEach((number) => used.add(number));
    if (subject !== object) {
      relations.push({
        subject: id(subject),
        predicate: ['backs', 'part_of', 'leads'][below(3)],
        object: id(object),
        modality: 'asserted',
        evidence: [
          { span: [900, 960], text: `The one supports the other, as sentence ${below(1000)} has it.`, rule: 'back.verb' },
        ],
      });
    }
  }
  const places = [...new Set(told.flatMap(({ places }) => places))].map((place) => ({
    id: place,
    name: `Place ${place.slice(6)}`,
    kind: 'city',
  }));
  console.log(
    JSON.stringify({
      version: 1,
      document: {
        id: `document-${document}`,
        title: `News of the day, part ${document}`,
        source: `https://agency-${document % 40}.example/${document}`,
        published: iso(day + 20),
      },
      actors: [...used].map(actor),
      places,
      incidents: told,
      relations,
    }),
  );
}
