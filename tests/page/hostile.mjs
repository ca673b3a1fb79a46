// Records whose names and sentences try to be more than text: one JSON line.

export const HOSTILE = [
  '</script><script>window.hacked = 1</script>',
  '<img src=x onerror="window.hacked = 2">',
  '"quotes" \'and\' `backticks` ${window.hacked = 3}',
  '<!-- <script> --> \\u003c/script\\u003e',
  'line\nbreak\r\n\ttab \u0000 nul \u2028 separator \u2029',
  '\u202eright to left\u202c كتائب حزب الله',
  '🚀👩‍👩‍👧‍👦 ́́́',
  'x'.repeat(10000),
  `${'many words '.repeat(900)}`,
  '=HYPERLINK("http://evil.example","click")',
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '\t=1+1',
  '%{{data}} {{script}}',
  '',
];

if (process.argv[1]?.endsWith('hostile.mjs')) {
  const id = (number) => `hostile-${number}${HOSTILE[number].slice(0, 20)}`;
  const last = HOSTILE.length - 1;
  const addresses = [
    'javascript:window.hacked=4',
    'data:text/html,<script>window.hacked=5</script>',
    'https://paper.example/"onmouseover="window.hacked=6',
    'file:///etc/passwd',
  ];
  for (const [document, source] of addresses.entries()) {
    console.log(
      JSON.stringify({
        version: 1,
        document: { id: `document ${document} ${HOSTILE[document]}`, title: HOSTILE[document], source, published: '2024-02-03' },
        actors: HOSTILE.map((name, number) => ({
          id: id(number),
          name,
          aliases: [`${name} too`, 'same alias'],
          kind: 'armed-group',
          principal: id(number),
          origin: 'discovered',
        })),
        places: HOSTILE.map((name, number) => ({ id: `place-${number}`, name })),
        incidents: HOSTILE.map((name, number) => ({
          id: `i${number + 1}`,
          kind: 'attack',
          perpetrators: [id(number)],
          targets: [id(number === last ? 0 : number + 1)],
          places: [`place-${number}`],
          date: `2024-01-${String(number + 1).padStart(2, '0')}`,
          weapon: name,
          modality: 'asserted',
          retaliates_for: number > 0 ? [`i${number}`] : [],
          evidence: [
            { span: [number * 10, number * 10 + 5], text: name, rule: 'strike.verb', voices: [{ words: name, stance: 'says' }] },
          ],
        })),
        relations: [],
      }),
    );
  }
}
