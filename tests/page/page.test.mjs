// What a reader can do with the page, done in a real browser without a network.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, test } from 'node:test';

import { chromium } from 'playwright-core';

import { HOSTILE } from './hostile.mjs';

const folder = process.env.PAGES;
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: process.env.BROWSER, args: FLAGS });
});
after(() => browser.close());
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));

/** A page that is ready, what it asked for and what went wrong. */
async function open(name, fragment = '', options = {}) {
  const context = await browser.newContext({
    offline: true,
    viewport: { width: 1440, height: 900 },
    acceptDownloads: true,
    ...options,
  });
  const page = await context.newPage();
  const [asked, errors] = [[], []];
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  const start = Date.now();
  await page.goto(`file://${folder}/${name}.html${fragment && `#${fragment}`}`);
  await page.waitForSelector('html[data-ready="1"]');
  return { page, asked, errors, took: Date.now() - start };
}

/** How many nodes and edges are drawn. */
const drawn = (page) =>
  page.evaluate(() => {
    const { cy } = document.getElementById('graph')._cyreg;
    return { nodes: cy.nodes().length, edges: cy.edges().length };
  });

/** How many pairs of nodes lie on each other. */
const overlaps = (page) =>
  page.evaluate(() => {
    const { cy } = document.getElementById('graph')._cyreg;
    const boxes = cy.nodes().map((node) => node.renderedBoundingBox({ includeOverlays: false, includeLabels: true }));
    let pairs = 0;
    boxes.forEach((a, at) =>
      boxes.slice(at + 1).forEach((b) => {
        if (Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1) > 2 && Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1) > 2) pairs += 1;
      }),
    );
    return pairs;
  });

const sum = (page) => page.locator('#sum').textContent();
const incidents = async (page) => Number((await sum(page)).match(/([\d,]+) incident/)[1].replace(',', ''));
const settled = (page) =>
  page.evaluate(
    () =>
      new Promise((done) => {
        requestAnimationFrame(() => requestAnimationFrame(() => done()));
      }),
  );

async function download(page, id) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.click(id)]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

test('it opens alone: nothing is asked for, nothing goes wrong, labels can be read', async () => {
  const { page, asked, errors, took } = await open('articles');
  assert.deepEqual(asked, [`file://${folder}/articles.html`]);
  assert.deepEqual(errors, []);
  const { nodes, edges } = await drawn(page);
  assert.ok(nodes > 30 && edges > 50, `${nodes} nodes, ${edges} edges`);
  assert.ok((await overlaps(page)) <= 1, `${await overlaps(page)} overlaps`);
  assert.match(await page.locator('#built').textContent(), /^14 documents · built by reprisal \d+\.\d+\.\d+ · 2024-10-25$/);
  assert.ok(took < 15_000, `${took} ms`);
});

test('a click on an edge or a node shows the sentences, marked, dated and with their status', async () => {
  const { page, errors } = await open('articles');
  const at = await page.evaluate(() => {
    const { cy } = document.getElementById('graph')._cyreg;
    const { left, top } = document.getElementById('graph').getBoundingClientRect();
    // An edge whose middle lies on no node and no other edge.
    const free = cy.edges('[relation = "leads"]').filter((edge) => {
      const { x, y } = edge.renderedMidpoint();
      return cy.nodes().every((node) => {
        const box = node.renderedBoundingBox();
        return x < box.x1 - 5 || x > box.x2 + 5 || y < box.y1 - 5 || y > box.y2 + 5;
      });
    });
    const { x, y } = free[0].renderedMidpoint();
    return { x: x + left, y: y + top };
  });
  await page.mouse.click(at.x, at.y);
  await page.waitForSelector('#panel blockquote');
  assert.match(await page.locator('#panel h2').textContent(), / leads /);

  const node = await page.evaluate(() => {
    const { cy } = document.getElementById('graph')._cyreg;
    const { left, top } = document.getElementById('graph').getBoundingClientRect();
    const found = cy.nodes().filter((node) => node.data('label') === 'Israel')[0];
    return { x: found.renderedPosition('x') + left, y: found.renderedPosition('y') + top };
  });
  await page.mouse.click(node.x, node.y);
  await page.waitForFunction(() => document.querySelector('#panel h2')?.textContent === 'Israel');
  assert.ok((await page.locator('#panel blockquote').count()) > 5);
  assert.ok((await page.locator('#panel mark').count()) > 3, 'triggering words are marked');
  assert.ok((await page.locator('#panel .chip.asserted').count()) > 0);
  assert.match(await page.locator('#panel figcaption').first().textContent(), /\d{4}-\d\d-\d\d/);
  await page.keyboard.press('Escape');
  await page.waitForSelector('#panel', { state: 'hidden' });
  assert.deepEqual(errors, []);
});

test('sentences link to their articles, and only addresses of the web are links', async () => {
  const { page } = await open('middle', 'selected=actor:actor-0');
  const link = page.locator('#panel figcaption a').first();
  assert.match(await link.getAttribute('href'), /^https:\/\/agency-\d+\.example\/\d+$/);
  assert.match(await link.getAttribute('rel'), /noopener/);
  const { page: plain } = await open('articles', 'selected=actor:iran');
  assert.equal(await plain.locator('#panel a').count(), 0, 'a path is no address');
});

test('the slider leaves fewer incidents, and undated ones are told of', async () => {
  const { page } = await open('articles');
  const all = await incidents(page);
  await page.locator('#from').fill('50');
  await settled(page);
  const some = await incidents(page);
  assert.ok(some > 0 && some < all, `${some} of ${all}`);
  assert.match(await page.locator('#notice').textContent(), /want of a date/);
  assert.match(page.url(), /from=20/);
  await page.click('#reset');
  await settled(page);
  assert.equal(await incidents(page), all);
});

test('relations, statuses, kinds and sources can be chosen', async () => {
  const { page } = await open('articles');
  const all = await incidents(page);
  await page.locator('#statuses input[value="denied"]').check();
  await page.locator('#statuses input[value="threatened"]').check();
  await settled(page);
  assert.ok((await incidents(page)) > all);
  const looks = await page.evaluate(() =>
    document
      .getElementById('graph')
      ._cyreg.cy.edges('[look = "threatened"]')
      .map((edge) => edge.style('line-style')),
  );
  assert.ok(looks.length > 0 && looks.every((look) => look === 'dashed'));
  await page.click('#reset');
  await page.locator('#relations input[value="backs"]').uncheck();
  await settled(page);
  assert.equal(await page.evaluate(() => document.getElementById('graph')._cyreg.cy.edges('[relation = "backs"]').length), 0);
  await page.locator('#kinds input[value="airstrike"]').uncheck();
  await settled(page);
  const without = await incidents(page);
  assert.ok(without < all);
  await page.locator('#sources').selectOption('2');
  await settled(page);
  assert.ok((await incidents(page)) < without);
  for (const box of await page.locator('#statuses input').all()) await box.uncheck();
  await settled(page);
  assert.match(await page.locator('#notice').textContent(), /Nothing passes/);
});

test('deeds count to principals or to actors as named', async () => {
  const { page } = await open('articles');
  const before = await drawn(page);
  await page.locator('#roll input[value="named"]').check();
  await settled(page);
  assert.ok((await drawn(page)).nodes > before.nodes);
  await page.locator('#draw input[value="incidents"]').check();
  await settled(page);
  assert.ok((await page.evaluate(() => document.getElementById('graph')._cyreg.cy.nodes('[incident]').length)) > 50);
  assert.ok((await overlaps(page)) <= 3, `${await overlaps(page)} overlaps`);
});

test('an actor is found by any of its names, with the keyboard', async () => {
  const { page } = await open('articles');
  await page.locator('#search').fill('ansar allah');
  await page.waitForSelector('#found li b');
  assert.match(await page.locator('#found li').first().textContent(), /Houthis.*also Ansar Allah/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('#panel h2')?.textContent === 'Houthis');
  await page.locator('#panel').getByText('Only what concerns it').click();
  await settled(page);
  assert.match(await page.locator('#only').textContent(), /Houthis/);
  const alone = await incidents(page);
  await page.locator('#only button').click();
  await settled(page);
  assert.ok((await incidents(page)) > alone && alone > 0);
});

test('a link shows the same again', async () => {
  const first = await open('articles');
  await first.page.locator('#roll input[value="named"]').check();
  await first.page.locator('#statuses input[value="claimed"]').uncheck();
  await first.page.locator('#from').fill('40');
  await first.page.click('#tab-table');
  await first.page.locator('thead button', { hasText: 'Killed' }).click();
  await settled(first.page);
  await first.page.locator('tbody button').first().click();
  await settled(first.page);
  const look = async (page) => [
    await sum(page),
    await page.locator('#panel h2').textContent(),
    await page.locator('tbody').textContent(),
    await page.locator('#statuses input[value="claimed"]').isChecked(),
  ];
  const second = await open('articles', new URL(first.page.url()).hash.slice(1));
  assert.deepEqual(await look(second.page), await look(first.page));
  for (const nonsense of [
    'view=nowhere&from=x&sources=-1',
    'selected=actor:nobody',
    '%E0%A4%A',
    'statuses=&relations=&open=%zz',
    'only=nobody&sort=-nothing&sources=99',
  ]) {
    const { errors } = await open('articles', nonsense);
    assert.deepEqual(errors, [], nonsense);
  }
});

test('the view can be saved as SVG, PNG and CSV', async () => {
  const { page, errors } = await open('articles');
  const svg = await download(page, '#save-svg');
  const text = svg.bytes.toString('utf8');
  assert.equal(svg.name, 'graph.svg');
  assert.match(text, /^<\?xml.*\n<svg /);
  assert.ok(
    text.includes('Kataib Hezbollah') && text.includes('14 documents, built by reprisal') && text.includes('retaliated against'),
  );
  assert.ok(!text.includes('<script') && !/href=/.test(text) && !text.includes('NaN'));
  const png = await download(page, '#save-png');
  assert.equal(png.bytes.subarray(1, 4).toString('latin1'), 'PNG');
  assert.ok(png.bytes.readUInt32BE(16) > 1200, 'wide enough to print');
  const csv = (await download(page, '#save-csv')).bytes.toString('utf8');
  assert.match(csv, /^\ufeffWhen,Who,What,To whom,/);
  assert.ok(csv.includes('2020-01-08,Iran,Missile attack,United States'), csv.slice(0, 2000));
  await page.click('#tab-chains');
  await settled(page);
  assert.ok((await download(page, '#save-svg')).bytes.toString('utf8').includes('later'));
  assert.equal((await download(page, '#save-png')).bytes.subarray(1, 4).toString('latin1'), 'PNG');
  assert.deepEqual(errors, []);
});

test('chains run from left to right, with arrows back to what was answered', async () => {
  const { page } = await open('articles', 'view=chains');
  const chain = page.locator('.chain', { hasText: 'Kataib Hezbollah and United States' });
  const places = await chain.locator('.card rect').evaluateAll((cards) => cards.map((card) => Number(card.getAttribute('x'))));
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  );
  assert.ok((await chain.locator('polygon').count()) > 0);
  assert.match(await chain.textContent(), /2 days later/);
  await chain.locator('.card').nth(1).focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('#panel blockquote');
  assert.match(await page.locator('#panel').textContent(), /In answer to/);
});

test('the table is used with the keyboard alone', async () => {
  const { page } = await open('articles', 'view=table');
  const rows = await page.locator('tbody tr').count();
  assert.ok(rows > 60);
  const head = page.locator('thead th', { hasText: 'Killed' });
  await head.locator('button').focus();
  await page.keyboard.press('Enter');
  await settled(page);
  await page.keyboard.press('Enter');
  await settled(page);
  assert.equal(await head.getAttribute('aria-sort'), 'descending');
  const killed = await page
    .locator('tbody tr')
    .evaluateAll(
      (rows, at) => rows.map((row) => row.children[at].textContent),
      await head.evaluate((head) => [...head.parentNode.children].filter((other) => !other.hidden).indexOf(head)),
    );
  const numbers = killed.filter(Boolean).map(Number);
  assert.deepEqual(
    numbers,
    [...numbers].sort((a, b) => b - a),
  );
  await page.locator('tbody button').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  assert.equal(
    await page.evaluate(() => [...document.querySelectorAll('tbody tr')].indexOf(document.activeElement.closest('tr'))),
    2,
  );
  await page.keyboard.press('End');
  assert.equal(
    await page.evaluate(() => [...document.querySelectorAll('tbody tr')].indexOf(document.activeElement.closest('tr'))),
    rows - 1,
  );
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#panel blockquote');
  await page.keyboard.press('Escape');
  await page.waitForSelector('#panel', { state: 'hidden' });
  assert.equal(await page.evaluate(() => document.activeElement.closest('tbody') !== null), true, 'focus goes back to the row');
});

test('hostile names stay text', async () => {
  for (const view of ['', 'draw=incidents', 'view=chains', 'view=table']) {
    const { page, asked, errors } = await open('hostile', view);
    await settled(page);
    assert.deepEqual(errors, [], view);
    assert.deepEqual(asked, [`file://${folder}/hostile.html`], view);
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    assert.equal(await page.evaluate(() => document.querySelectorAll('script').length), 2);
    assert.equal(await page.locator('img').count(), 0);
  }
  const { page, errors } = await open('hostile', 'view=table');
  for (const row of await page.locator('tbody button').all()) {
    await row.click();
    await settled(page);
    const [wide, whole] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(wide <= whole, 'nothing is wider than the window');
  }
  const links = await page.evaluate(() => [...document.querySelectorAll('a')].map((link) => link.protocol));
  assert.ok(
    links.every((protocol) => protocol === 'https:'),
    String(links),
  );
  const csv = (await download(page, '#save-csv')).bytes.toString('utf8');
  assert.ok(
    !/(^|,|\n)"?[=+\-@\t]/m.test(csv.replace(/"(?:[^"]|"")*"/g, (cell) => cell.replace(/\n[=+\-@\t]/g, ' '))),
    'no cell is a formula',
  );
  assert.ok(csv.includes(`'=HYPERLINK`));
  await page.locator('#search').fill('<img src=x');
  await page.waitForSelector('#found li b');
  assert.equal(await page.locator('#found li b').first().textContent(), HOSTILE[1]);
  await page.click('#tab-graph');
  await settled(page);
  const svg = (await download(page, '#save-svg')).bytes.toString('utf8');
  assert.ok(!svg.includes('<script') && !svg.includes('<img'));
  assert.equal((await download(page, '#save-png')).bytes.subarray(1, 4).toString('latin1'), 'PNG');
  assert.deepEqual(errors, []);
});

test('400 nodes stand where the program put them', async () => {
  const { page, took } = await open('middle', 'draw=incidents');
  const { nodes } = await drawn(page);
  assert.ok(nodes > 300, `${nodes} nodes`);
  assert.ok(took < 15_000, `${took} ms`);
  assert.ok((await overlaps(page)) < nodes / 20, `${await overlaps(page)} overlaps`);
});

test('a large graph opens soon, says what it leaves out and grows on demand', async () => {
  const { page, took, errors } = await open('large', 'draw=incidents');
  assert.ok(took < 15_000, `${took} ms`);
  assert.match(
    await page.locator('#notice').textContent(),
    /^Only the most connected actors are drawn; \d+ other actors and \d+ incidents are not\./,
  );
  const few = await drawn(page);
  assert.ok(few.nodes + few.edges < 1500);
  const number = await page.evaluate(() => {
    const { cy } = document.getElementById('graph')._cyreg;
    return cy
      .nodes('[actor]')
      .filter((node) => node.data('label').includes('\n+ '))
      .max((node) => -node.degree())
      .ele.data('label')
      .split('\n')[0];
  });
  await page.locator('#search').fill(number);
  await page.locator('#search').press('Enter');
  const start = Date.now();
  await page.locator('#panel .expand').click();
  await page.waitForFunction((nodes) => document.getElementById('graph')._cyreg.cy.nodes().length > nodes, few.nodes);
  await page.locator('#from').fill('10');
  await settled(page);
  assert.ok(Date.now() - start < 15_000, `${Date.now() - start} ms`);
  await page.click('#tab-table');
  await settled(page);
  assert.equal(await page.locator('tbody tr').count(), 250);
  await page.locator('#table > .more').click();
  assert.equal(await page.locator('tbody tr').count(), 500);
  assert.deepEqual(errors, []);
});

test('it goes with a dark system, can be switched, and fits a phone', async () => {
  const { page, errors } = await open('articles', '', { colorScheme: 'dark', viewport: { width: 400, height: 800 } });
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await ground();
  await page.click('#theme');
  assert.notEqual(await ground(), dark);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing sticks out');
  assert.equal(await page.locator('#filters').isVisible(), false);
  await page.click('#toggle');
  assert.equal(await page.locator('#from').isVisible(), true);
  await page.click('#toggle');
  await page.locator('#search').fill('iran');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#panel blockquote');
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  assert.deepEqual(errors, []);
});
