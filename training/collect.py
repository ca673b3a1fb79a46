#!/usr/bin/env python3
"""Make the raw texts that the syntax model learns from, out of checkouts of public repositories.

Only who trains a new model needs this; see README.md beside it. `collect.py CHECKOUTS RAW` reads the work trees
CHECKOUTS/<owner>+<name> and writes RAW/<source>/*.txt, paragraphs parted by blank lines. `collect.py --list` prints the
repositories with the commits that were used. Every step is deterministic.

Each source was chosen for its licence, as model/NOTICE tells: public domain, CC0 or CC BY, nothing ShareAlike or
non-commercial. Whoever adds a source should keep to that.
"""
import argparse
import collections
import csv
import html
import io
import itertools
import json
import os
import random
import re
import xml.etree.ElementTree
import zipfile

# source -> ([(owner/name, commit)], function); filled by @source
SOURCES = {}


def source(name, *repositories):
    def register(function):
        SOURCES[name] = ([repository.split('@') for repository in repositories], function)
        return function
    return register


class Out:
    """A folder of text files."""

    def __init__(self, raw, name):
        self.folder, self.files, self.words = os.path.join(raw, name), 0, 0
        os.makedirs(self.folder, exist_ok=True)

    def write(self, name, paragraphs):
        self.write_text(name, '\n\n'.join(paragraphs) + '\n')

    def write_text(self, name, text):
        with open(os.path.join(self.folder, name + '.txt'), 'w', encoding='utf-8', newline='\n') as file:
            file.write(text)
        self.files += 1
        self.words += len(text.split())

    def report(self):
        print('%s: %d documents, %d words' % (os.path.basename(self.folder), self.files, self.words))


def read(*path, encoding='utf-8', errors='strict'):
    with open(os.path.join(*path), encoding=encoding, errors=errors, newline='') as file:
        return file.read()


def blanks(text):
    """Runs of white space as one blank."""
    return re.sub(r'\s+', ' ', text).strip()


def untag(text, by=''):
    return html.unescape(re.sub(r'<[^>]+>', by, text))


def texts(raw, *names):
    """What the named sources hold, which must have been made before."""
    return [read(raw, name, file) for name in names for file in sorted(os.listdir(os.path.join(raw, name)))]


def count_words(paragraphs):
    return sum(len(paragraph.split()) for paragraph in paragraphs)


def near(hits, reach=1):
    """For each place whether a hit lies within `reach` of it."""
    return [any(hits[max(0, k - reach):k + reach + 1]) for k in range(len(hits))]


@source('gum', 'amir-zeldes/gum@72ce5ac14978a324c2fd18d49484e65292cbe316')
def gum(folder, raw):
    """The genres whose texts are CC BY or US federal speeches, by the corpus's own split.

    The development and test documents stay apart: `gum_news_heldout` is for evaluation, the rest for later.
    """
    # The licence file does not name the genre "speech": these are by US officials in office.
    speeches = {'floyd', 'impeachment', 'maiden', 'telescope', 'nixon', 'inauguration'}
    split, part = {}, None
    for line in read(folder, 'splits.md').splitlines():
        if line.startswith('## '):
            part = line[3:].strip()
        if m := re.match(r'\s*\* (GUM_\w+)', line):
            split[m[1]] = part
    outs = {name: Out(raw, name) for name in ('gum', 'gum_news_heldout', 'gum_heldout_other')}
    for name in sorted(os.listdir(os.path.join(folder, 'dep'))):
        m = re.match(r'(GUM_(news|academic|interview|court|speech)_(\w+))\.conllu$', name)
        # GUM_court_carpet comes from the Santa Barbara Corpus, whose own licence is another.
        if not m or m[1] == 'GUM_court_carpet' or m[2] == 'speech' and m[3] not in speeches:
            continue
        paragraphs = []
        for line in read(folder, 'dep', name).splitlines():
            if line == '# newpar' or line.startswith('# newpar ='):
                paragraphs.append([])
            if line.startswith('# text = '):
                if not paragraphs:
                    paragraphs.append([])
                paragraphs[-1].append(line[9:].strip())
        heldout = 'gum_news_heldout' if m[2] == 'news' else 'gum_heldout_other'
        outs['gum' if split.get(m[1]) == 'train' else heldout].write(m[1], [' '.join(p) for p in paragraphs if p])
    return list(outs.values())


@source('wikinews', 'vanatteveldt/wikinews@347254178bf343f3801aac1d03c41cc09c35decb')
def wikinews(folder, raw):
    """Articles of 2019 and 2020; the title is the first paragraph."""
    out, seen = Out(raw, 'wikinews'), set()
    csv.field_size_limit(10 ** 9)
    for year in (2019, 2020):
        for row in csv.DictReader(io.StringIO(read(folder, 'data', 'wikinews_%d.csv' % year))):
            if row['url'] in seen:
                continue
            seen.add(row['url'])
            paragraphs = [blanks(re.sub(r'\[\d+\]', '', p)) for p in row['text'].split('\n')]
            paragraphs = [p for p in paragraphs if len(p.split()) > 3 and 'Have an opinion' not in p and
                          'Wikinews has related' not in p and not re.match(r'(\w+day, )?\w+ \d+, \d{4}$', p)]
            if count_words(paragraphs) >= 40:
                slug = re.sub(r'\W+', '_', row['title'])[:70]
                out.write('%d_%04d_%s' % (year, out.files, slug), [row['title']] + paragraphs)
    return [out]


def detokenise_penn(sentence):
    """A sentence out of tokens with blanks between: quotes paired, marks and clitics attached."""
    for mark, plain_mark in (('``', '"'), ("''", '"'), ('-LRB-', '('), ('-RRB-', ')'), ('-LSB-', '['), ('-RSB-', ']')):
        sentence = sentence.replace(mark, plain_mark)
    out, quoted, glued = '', False, True
    for token in sentence.split():
        blank = '' if glued or not out else ' '
        glued = False
        if token == '"':
            out += '"' if quoted else blank + '"'
            quoted = glued = not quoted
        elif token in (*".,;:?!)]%'",) or re.match(r"(n't|'(s|re|ve|ll|d|m))$", token, re.I):
            out += token
        else:
            out += blank + token
            glued = token in ('(', '[', '£', '€', '#') or token.endswith('$')
    return re.sub(r'\bcan not\b', 'cannot', re.sub(r'#(?=\d)', '£', out))


def sampled_sentences(gold, nouns, discourse, questions):
    """{id: sentence}, of the Wikinews part alone; the Wikipedia part of these sets is ShareAlike."""
    files = [io.StringIO(read(gold, 'data', 'sentences', 'wikinews.%s.full.csv' % part)) for part in ('dev', 'test')]
    with zipfile.ZipFile(os.path.join(nouns, 'qanom_dataset.zip')) as archive:
        names = sorted(n for n in archive.namelist() if re.search(r'(^|/)annot\.(train|dev|test)\.csv$', n))
        files += [io.StringIO(archive.read(name).decode('utf-8', 'replace')) for name in names]
    csv.field_size_limit(10 ** 9)
    rows = [(row['qasrl_id'], row['sentence']) for file in files for row in csv.DictReader(file)]
    for part in ('dev', 'test', 'train'):
        text = read(discourse, 'Dataset', 'wikinews_%s.tsv' % part, errors='replace')
        reader = csv.DictReader(io.StringIO(text), delimiter='\t', quoting=csv.QUOTE_NONE)
        rows += [(row['qasrl_id'] or '', row['sentence']) for row in reader]
    lines = read(questions, 'data', 'wiki-sentences.tsv', errors='replace').split('\n')
    rows += [line.split('\t') for line in lines if line.count('\t') == 1]
    found = {}
    for number, sentence in rows:
        if ':wikinews:' in number:
            found.setdefault(number, sentence)
    return found


@source('wikinews_qasrl',
        'plroit/qasrl-gs@f7c64ae9b6fe48ff3910c3e59850a12ec278bf83',
        'kleinay/QANom@2bce70e8a39b40157ba97f38e1a8ae7619b30162',
        'ValentinaPy/QADiscourse@e5dfb57e478370e56e2e13f048a8f5af326c5335',
        'uwnlp/qamr@956b0eb2d5857f4aafa1af257ba06fa6cb683b99')
def wikinews_qasrl(gold, nouns, discourse, questions, raw):
    """Sampled sentences of older Wikinews articles; a file holds those of one page, named by the page's id.

    Sentences that other sources have are left out, those kept for evaluation before all. Needs `gum` and `wikinews`.
    """
    def letters(text):
        return re.sub(r'[^a-z0-9]', '', text.lower())
    others = '\n'.join(map(letters, texts(raw, 'gum', 'gum_news_heldout', 'gum_heldout_other', 'wikinews')))
    pages, seen = collections.defaultdict(list), set()
    for number, sentence in sampled_sentences(gold, nouns, discourse, questions).items():
        if sentence.startswith('"') and sentence.count('"') % 2 == 0 and '``' not in sentence:
            sentence = sentence.strip().strip('"')
        sentence = re.sub(r'(?<!`)` (?=\w)', "'", sentence)
        text = detokenise_penn(sentence.replace('""', '"'))
        if '((WN))' in text or re.search('wikinews|free service|donate link|released under the Creative', text, re.I):
            continue
        if len(sentence.split()) < 5 or re.search('[\ufffdÃÂ]', text) or text.count('"') % 2:
            continue
        key = letters(text)
        if key not in seen and key not in others:
            seen.add(key)
            _, _, page, *place = number.split(':')
            pages[page].append((int(place[0]), int(place[1]), text))
    out = Out(raw, 'wikinews_qasrl')
    for page, found in pages.items():
        out.write('wikinews_' + page, [text for _, _, text in sorted(found)])
    return [out]


def detokenise(tokens):
    """A sentence out of (word, tag) pairs: quotes paired, marks and clitics attached."""
    out, quoted, glued = '', False, True
    for word, tag in tokens:
        blank = '' if glued else ' '
        if word in ('"', '``', "''") and (word == '"' or tag in ('``', "''")):
            out += '"' if quoted else blank + '"'
            quoted = glued = not quoted
        elif tag == 'POS' or word in (*'.,;:?!)%]', "'s", "n't", "'re", "'ve", "'ll", "'d", "'m", '...'):
            out, glued = out + word, False
        else:
            out, glued = out + blank + word, word in ('(', '$', '#', '[')
    # The release groups digits as in India: 1,00,000.
    return re.sub(r'\b\d{1,3}(?:,\d{2})+,\d{3}\b', lambda m: '{:,}'.format(int(m[0].replace(',', ''))), blanks(out))


NEWS = re.compile(
    r'\b(said|says?|saying|officials?|government|(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|police|presiden\w+|minist\w+|'
    r'troops|percent|U\.S\.|U\.N\.|killed|reports?|authorities|election|spokes\w+|military|militants?|million|billion|'
    r'country|security|leader|accused|announced|VOA|parliament|attack\w*|nuclear|economy|GDP|independence)\b', re.I)


CREDIT = re.compile(r'provided by (AFP|AP|Reuters)|\b(AFP|Reuters)\b.*contributed')


def gmb_sentences(folder):
    """The sentences of the release, but for the last, which is cut off."""
    sentences = []
    for row in csv.reader(io.StringIO(read(folder, 'ner_dataset.csv', encoding='cp1252', errors='replace'))):
        if len(row) >= 4 and row[1] != 'Word':
            if row[0]:
                sentences.append([])
            sentences[-1].append((row[1], row[2]))
    return [detokenise(sentence) for sentence in sentences[:-1]]


def gmb_news(sentences):
    """For each sentence whether it stands among news (not fables, jokes) and credits no agency."""
    among = [bool(NEWS.search(text)) for text in sentences]
    return [sum(among[max(0, k - 4):k + 5]) >= 4 and not CREDIT.search(text) for k, text in enumerate(sentences)]


@source('gmb_voa', 'umartariq867/Named-Entity-Recognition-with-Python@c549b67fb2db101bfa3ec8338cce3c03ad7f2478')
def gmb_voa(folder, raw):
    """Sentences of the Groningen Meaning Bank: Voice of America and World Factbook; a file holds 25 that follow."""
    sentences = [text for text in gmb_sentences(folder) if len(text.split()) >= 3]
    kept = list(itertools.compress(sentences, gmb_news(sentences)))
    out = Out(raw, 'gmb_voa')
    for k in range(0, len(kept), 25):
        out.write('gmb_%04d' % (k // 25), kept[k:k + 25])
    return [out]


@source('gmb_voa2', 'KarteeKReddy9597/16-april@a5af744ad47a39cd97be1ce071cc9b917659b31a')
def gmb_voa2(folder, raw):
    """More sentences of the same release, out of a longer copy. Needs `gmb_voa`."""
    seen = {re.sub(r'\W', '', p) for text in texts(raw, 'gmb_voa') for p in text.split('\n\n')}
    sentences, kept = gmb_sentences(folder), []
    for k, (text, news) in enumerate(zip(sentences, gmb_news(sentences))):
        key = re.sub(r'\W', '', text)
        if k >= 8280 and key not in seen and len(text.split()) >= 4 and '\ufffd' not in text:
            seen.add(key)
            if news:
                kept.append(text)
    out = Out(raw, 'gmb_voa2')
    for k in range(0, len(kept), 25):
        out.write('gmb2_%04d' % (k // 25), kept[k:k + 25])
    return [out]


@source('re3d', 'dstl/re3d@b061ff06713cad4df7e5cfaed3fd07bf15b2598c')
def re3d(folder, raw):
    """The parts that are public domain (US) or CC BY (Australia)."""
    out = Out(raw, 're3d')
    for part, short in (('CENTCOM', 'centcom'), ('US State Department', 'state'),
                        ('Australian Department of Foreign Affairs', 'dfat')):
        for line in read(folder, part, 'documents.json').splitlines():
            if not line.strip():
                continue
            document = json.loads(line)
            if short == 'dfat' and 'Security Council' in document['title']:
                continue  # a statement of the United Nations
            paragraphs = [p for p in map(blanks, document['text'].split('\n')) if p]
            out.write('%s_%s' % (short, document['_id']), [document['title'].strip()] + paragraphs)
    return [out]


@source('crs', 'ProfAmiot/crs-reports@12265120e33ab237acd3f178b1d697ece3ac188f')
def crs(folder, raw):
    """Reports on defence, Iran and Russia; running text alone."""
    out = Out(raw, 'crs')
    reports = set('IF11755 IF12094 IF12106 IF12135 IF12421 IF12495 IF12610 IF12672 IF11831 IN12678 IN12669 R48903 '
                  'IF13201 IF11783 IF10491 IF13204'.split())
    unwanted = re.compile(r'http|Overview|Version:|\(c\)|copyright|CRS Product|Disclaimer')
    for base, _, names in sorted(os.walk(os.path.join(folder, 'markdown'))):
        for name in sorted(names):
            m = re.match(r'([A-Z]+\d+)v.*\.md$', name)
            if not m or m[1] not in reports:
                continue
            text = re.sub(r'\[([^\]]*)\]\((?:[^()]|\([^()]*\))*\)', r'\1', read(base, name).replace('\r\n', '\n'))
            text = re.sub(r'[*_]{2,3}', '', untag(text)).replace('\u00a0', ' ')
            paragraphs = [p for p in map(blanks, re.split(r'\n\s*\n', text)) if len(p.split()) >= 25 and
                          p[0] not in '|#-[>' and p[-1] in '.”")' and '|' not in p and not unwanted.search(p)]
            if len(paragraphs) >= 3:
                out.write(name[:-3], [re.sub(r'^.*\((?:IF|IN|R)\d+\)\s*', '', p) for p in paragraphs])
    return [out]


@source('state_pr', 'markschaver/State-Department-PR@cd530c3f052fb81ae5ecc187d0c335100d3de922')
def state_pr(folder, raw):
    """Press releases of the Department of State alone, no joint ones."""
    out = Out(raw, 'state_pr')
    items = xml.etree.ElementTree.fromstring(read(folder, 'data.rss')).iter('item')
    for k, item in enumerate(items):
        title = item.findtext('title') or ''
        content = item.findtext('{http://purl.org/rss/1.0/modules/content/}encoded')
        content = content or item.findtext('description') or ''
        if re.search(r'Joint|G7|Interview|And .* (Minister|President)|Schedule', title):
            continue
        paragraphs = [blanks(untag(p)) for p in re.split(r'</p>|<br ?/?>', content)]
        paragraphs = [p for p in paragraphs if len(p.split()) >= 8 and p[-1] in '.”"?!' and
                      not re.search(r'appeared first on|http', p)]
        if count_words(paragraphs) >= 50:
            out.write('%03d_%s' % (k, re.sub(r'\W+', '_', title)[:60]), [title.strip()] + paragraphs)
    return [out]


@source('cjtf_strikes',
        'kevinschaul/uscentcom-isil-airstrikes-scraper@fbfe0cf02f213e6e96be99ad81116727238e43dd')
def cjtf_strikes(folder, raw):
    """Sentences on air strikes, alike ones but once, a sample of days."""
    number = r'\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|\d+)\b'
    days, seen = collections.defaultdict(list), set()
    for row in csv.DictReader(io.StringIO(read(folder, 'data', 'all.csv'))):
        line = re.sub(r'\s+', ' ', re.sub(r'^\s*[-–—*]+\s*', '', row['line']).strip())
        alike = re.sub(number, 'N', re.sub(r'^Near [^,]+,', '', line)).lower()
        if len(line.split()) >= 18 and alike not in seen:
            seen.add(alike)
            days[row['date']].append(line)
    order = sorted(days, key=lambda day: (day[6:], day[:5]))
    random.seed(3)
    random.shuffle(order)
    out = Out(raw, 'cjtf_strikes')
    for day in order:
        if out.words > 25000:
            break
        month, date, year = day.split('/')
        out.write(f'{year}-{month:0>2}-{date:0>2}', days[day])
    return [out]


@source('muc3', 'dstl/muc3@7a530d842a55be0654dfd0817dc6cdc1a7202c97')
def muc3(folder, raw):
    """All messages, upper case still; the line with their number goes."""
    out = Out(raw, 'muc3')
    for base, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            if not name.endswith('.xhtml'):
                continue
            body = re.search(r'<body>(.*)</body>', read(base, name), re.S)[1]
            paragraphs = [blanks(untag(p, ' ')) for p in re.findall(r'<p[^>]*>(.*?)</p>', body, re.S)]
            paragraphs = [p for p in paragraphs if p]
            if paragraphs and re.match(r'(DEV|TST\d)-MUC\d-\d+', paragraphs[0]):
                if len(paragraphs[0]) > 60:
                    paragraphs[0] = re.sub(r'^(DEV|TST\d)-MUC\d-\d+\s*(\([^)]*\))?\s*', '', paragraphs[0])
                else:
                    del paragraphs[0]
            if paragraphs:
                out.write(name[:-6], paragraphs)
    return [out]


CONFLICT = re.compile(
    r'\b(attack(?:s|ed|ers?|ing)?|air ?strikes?|strikes?|militants?|militia(?:s|men)?|troops|rockets?|missiles?|'
    r'drones?|killed|killing|killings|rebels?|hostages?|terrorists?|ceasefire|insurgen\w+|soldiers?|'
    r'bomb(?:s|ed|ing|ings|ardment)?|shell(?:ed|ing)|gunmen|abduct\w+|kidnap\w+|clash\w*|'
    r'armed (?:group|force|men|conflict)\w*|landmines?|barrel bombs?|displaced|wounded|injured|fighters|ISIS|'
    r'al-Shabaab|Boko Haram|Houthi\w*|Taliban|Hamas|Hizballah|Wagner|RSF|JNIM|PKK|M23)\b')
COUNTRIES = (
    'syria iraq yemen israel west-bank-and-gaza israel-west-bank-and-gaza iran lebanon libya afghanistan pakistan '
    'ukraine russia mali niger burkina-faso chad nigeria cameroon somalia sudan south-sudan ethiopia eritrea '
    'democratic-republic-of-the-congo congo-democratic-republic-of-the central-african-republic mozambique turkey '
    'turkey-turkiye burma colombia egypt saudi-arabia azerbaijan armenia philippines india mexico haiti kenya uganda '
    'burundi georgia venezuela belarus tunisia jordan bahrain united-arab-emirates rwanda thailand sri-lanka nicaragua '
    'honduras el-salvador ecuador bangladesh').split()
# The oldest year is there to fill up with.
COUNTRIES_2017 = set('armenia burma central-african-republic honduras india iraq lebanon mali nicaragua niger rwanda '
                     'saudi-arabia sudan syria thailand tunisia turkey ukraine yemen'.split())


def rights_paragraph(p):
    """A paragraph of a report without tags, run-in headings and cross-references; None if it is not wanted."""
    if re.match(r'^\s*<strong[^>]*>[^<]*</strong>\s*$', p):
        return None
    p = re.sub(r'^\s*(?:<[^>s][^>]*>\s*)*(?:<strong[^>]*>.*?</strong>\s*)+(?=\S)', '', p, flags=re.S)
    p = blanks(untag(p).replace('\u00a0', ' ').replace('\u200b', ''))
    p = re.sub(r'\s*\((?:[Ss]ee|note:)[^)]{0,120}\)', '', p)
    p = re.sub(r'^(?:[A-Z][\w’\' ,/-]{3,60}): (?=[A-Z])', '', p)
    p = re.sub(r'^[a-h]\. (?:[A-Z][\w-]*,? |of |and |or |the |in |to |from |with |for )+(?=[A-Z])', '', p)
    if not p or re.match(r'Significant human rights issues|There were (?:also )?reports? of significant', p):
        return None
    if not 12 <= len(p.split()) <= 260 or p[-1] not in '.”"' or not CONFLICT.search(p):
        return None
    if re.search(r'https?:|www\.|cookies|\bSee the Department of State|Executive Summary', p):
        return None
    return p


@source('state_human_rights',
        'InsideClimateNews/2025-08-state-department-human-rights@7dc670a4006b8a0d50290d4731ec26d83c4b904c')
def state_human_rights(folder, raw):
    """Paragraphs on armed conflict, newest first; what is repeated from year to year counts once."""
    base = os.path.join(folder, 'html')
    countries = sorted({name[:-5] for year in os.listdir(base) for name in os.listdir(os.path.join(base, year))})
    countries = [c for c in countries if any(known in c for known in COUNTRIES)]
    countries.sort(key=lambda country: country != 'turkey')  # who comes first keeps what two reports share
    out, seen = Out(raw, 'state_human_rights'), set()
    for year, country in itertools.product(range(2024, 2016, -1), countries):
        path = os.path.join(base, str(year), country + '.html')
        if not os.path.exists(path) or year == 2017 and country not in COUNTRIES_2017:
            continue
        paragraphs = []
        for p in re.findall(r'<p[^>]*>(.*?)</p>', read(path, errors='replace'), re.S):
            p = rights_paragraph(p)
            key = p and re.sub(r'\W+', '', p.lower())[:160]
            if p and key not in seen:
                seen.add(key)
                if len({word.lower() for word in CONFLICT.findall(p)}) >= 2:
                    paragraphs.append(p)
        if len(paragraphs) >= 2:
            out.write('%d_%s' % (year, country), paragraphs)
    return [out]


ARMS = re.compile(
    r'\b(attack(?:s|ed|ers?)?|air ?strikes?|militants?|troops|rockets?|missiles?|drones?|killed|rebels?|militias?|'
    r'hostages?|terrorists?|ceasefire|Hamas|Houthis?|Hezbollah|ISIS|ISIL|Taliban|al.?Qa.?ida|Kyiv|Gaza|insurgen\w+|'
    r'warships?|military|soldiers?|bomb(?:s|ed|ing)?|shell(?:ed|ing)|Ukrain\w+|Iran\w*|Yemen|Syria|Iraq|Sudan|Sahel|'
    r'Niger|Afghan\w*|Israel\w*|Russia\w*)\b')
# Titles of what others wrote or spoke as well.
OTHERS = re.compile(
    r'\bjoint\b|\bleaders.? (statement|declaration)|\bG7\b|\bG20\b|\bQuad\b|Prime Minister|Chancellor|King |'
    r'His Majesty|Crown Prince|Zelen|Macron|Marcos|Yoon|Kishida|Duda|'
    r'President .{1,30} of (the )?(Republic|Ukraine|France|Korea|Poland|Israel|Kenya|Brazil|Finland|Rom)|communiqu|'
    r'NATO Secretary|bilateral|applaud|clemency|nominat|interview|Wide Range|WHAT THEY|What They Are Saying|trilateral|'
    r'and President|Secretary General|statement of support|Pool|Readout of .* and .* Call With Reporters', re.I)
PRESS = re.compile(r'ICYMI|op-?ed|Washington Post|New York Times|Wall Street Journal|Compact\b|Leaders')
WE_LEADERS = re.compile(r'\s*We,? the (leaders|members)|.{0,300}\bWe,? the (leaders|members)', re.S)
SPEAKER = re.compile(
    r"^((?:THE PRESIDENT|THE VICE PRESIDENT|MODERATOR|SENIOR ADMINISTRATION OFFICIAL|(?:MR|MS|MRS|DR|GEN|"
    r"ADMIRAL|SECRETARY|GENERAL|PRESIDENT|VICE PRESIDENT|AMBASSADOR|SENIOR|ADM|COL)\.? ?[A-Z'’\-\. ]*[A-Z#0-9 ]+|Q|"
    r"AUDIENCE(?: MEMBER)?|PARTICIPANT|[A-Z][A-Z'’\-\. ]{3,40}))(?::|\s(?=\S))\s*")
OFFICIAL = re.compile(
    r'^(THE PRESIDENT|PRESIDENT (BIDEN|TRUMP)|THE VICE PRESIDENT|VICE PRESIDENT (HARRIS|VANCE)|(MR|MS|MRS)\.? (KIRBY|'
    r'SULLIVAN|JEAN-?PIERRE|PSAKI|LEAVITT|FINER|DALTON|BATES|SAVETT|SINGH|MILLER|WATSON|PATTON|HORNE)|'
    r'SENIOR ADMINISTRATION OFFICIALS?.*|SECRETARY (BLINKEN|AUSTIN|RUBIO|HEGSETH)|ADMIRAL KIRBY|'
    r'SENIOR (DEFENSE|STATE).*)$')
NO_PROSE = re.compile(
    r'^(END\b|#{2,}|\d{1,2}:\d\d [AP]\.?M|Via Teleconference|\(?Via |(The )?(White House|James S\. Brady|'
    r'Aboard Air Force|En Route|East Room|Oval Office|Roosevelt Room|State Dining|South Court|Rose Garden|'
    r'Washington, ?D)\b.{0,60}$|FOR IMMEDIATE|\(?(As Prepared|AS PREPARED).*|\(.{1,40}\)\.?$|JOSEPH R\. BIDEN|'
    r'BY THE PRESIDENT|IN WITNESS WHEREOF|By the authority)', re.I)
# Folder -> how many characters of it at most. Spoken texts (press-briefings, speeches-remarks) are not used.
WRITTEN = {'statements-releases': 1400000, 'briefings-statements': 500000, 'presidential-actions': 500000,
           'fact-sheets': 200000, 'remarks': 300000}
RUN_IN = r'(?!FACT SHEET)(?:[A-Z][A-Z ,.]+|MS\. JEAN-PIERRE): '  # headings and speakers at the head of a paragraph
LIST_ITEM = re.compile(r'\s*(-|\d+\.)\s')


def plain(markdown):
    """The paragraphs and list items of a Markdown text."""
    text = re.sub(r'<!--.*?-->', '', markdown, flags=re.S)
    text = re.sub(r'!\[[^\]]*\]\([^)]*\)', '', text)
    text = re.sub(r'\[([^\]]*)\]\(([^)]*)\)', r'\1', text)
    text = re.sub(r'<[^>\n]+>', '', text)
    text = html.unescape(text).replace('\u00a0', ' ').replace('\u200b', '').replace('\u200e', '')
    text = re.sub(r'\\$', '', text, flags=re.M)
    text = re.sub(r'\\([\[\]\-_*#.>!"\'()~$<@|`^])', r'\1', text)
    text = re.sub(r'[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}', '', text)
    out = []
    for part in re.split(r'\n\s*\n', text):
        table_or_heading = re.match(r'\s*(\||[-+]{3}|>?\s*[#]|:?-{2,}|```)', part)
        if table_or_heading or '|' in part or re.search(r'https?://|www\.', part):
            continue
        lines = part.split('\n')
        if LIST_ITEM.match(part):
            items = []
            for line in lines:
                if LIST_ITEM.match(line):
                    items.append(re.sub(r'^\s*(-|\d+\.)\s+', '', line))
                elif items:
                    items[-1] += ' ' + line
        else:
            items = [' '.join(lines)]
        out += [item for item in (re.sub(r'\s+', ' ', item).strip(' >') for item in items) if item]
    return out


def officials(paragraphs):
    """The turns of US officials in a conversation."""
    kept, wanted = [], True
    for p in paragraphs:
        m = SPEAKER.match(p)
        if m and (p[m.end(1):m.end(1) + 1] == ':' or m[1] == 'Q'):
            wanted, p = bool(OFFICIAL.match(m[1].strip())), p[m.end():].strip()
        if wanted and p:
            kept.append(p)
    return kept


def briefing(folder, text):
    """(title, paragraphs) of a document, None if it is not wanted."""
    import yaml
    m = re.match(r'---\n(.*?)\n---\n(.*)', text, re.S)
    if not m:
        return None
    body = m[2]
    try:
        title = str(yaml.safe_load(m[1]).get('title') or '')
    except Exception:  # broken front matter: no title
        title = ''
    title = blanks(title.replace('\u00a0', ' ').replace('\\_', ' '))
    if PRESS.search(title + ' ' + body[:400]) or WE_LEADERS.match(body) or OTHERS.search(title) or \
            re.search('gaggle by president', title, re.I):
        return None
    paragraphs = plain(body)
    if (folder == 'remarks' or 'Press Call' in title or 'Gaggle' in title) and any(map(SPEAKER.match, paragraphs)):
        paragraphs = officials(paragraphs)
    aside = r'\s*\((Laughter|Applause|Laughs|Inaudible|Crosstalk|Laughter and applause)[^)]*\)'
    paragraphs = [re.sub(aside, '', p).strip() for p in paragraphs]
    paragraphs = [p for p in paragraphs if len(p.split()) >= 4 and (
        p[0] in '“‘' or not NO_PROSE.match(p) and not p.isupper() and p[0].isascii())]
    return (title, paragraphs) if count_words(paragraphs) >= 60 else None


@source('wh_written', 'brian14708/wh-briefings@737ca03a271adc205c67766074ec8d0070f7ad95')
def wh_written(folder, raw):
    """What the White House published in writing, those with most words of armed conflict. Needs PyYAML."""
    out = Out(raw, 'wh_written')
    for kind, limit in WRITTEN.items():
        found = []
        for base, _, names in sorted(os.walk(os.path.join(folder, kind))):
            for name in sorted(names):
                document = briefing(kind, read(base, name).replace('\r\n', '\n'))
                if not document:
                    continue
                words = ARMS.findall(' '.join(document[1]))
                share = len(words) / count_words(document[1])
                if len({word.lower() for word in words}) >= 4:
                    found.append((min(share, .08) + (.01 if name[:4] >= '2022' else 0), share, name[:-3], *document))
        found.sort(key=lambda document: -document[0])
        size = 0
        for _, share, name, title, paragraphs in found:
            if share < .012:
                break
            text = (title + '\n\n' if title else '') + '\n\n'.join(paragraphs) + '\n'
            if len(text) > 40000:
                text = text[:40000].rsplit('\n\n', 1)[0] + '\n'
            if size + len(text) > limit:
                break
            size += len(text)
            text = re.sub('^' + RUN_IN, '', text.replace('\u2060', ''), flags=re.M)
            out.write_text('%s_%s' % (kind, name[:120]), text)
    return [out]


PROSE = [('Introduction', 'Background'), ('Military and Security', 'Military deployments'),
         ('Military and Security', 'Military - note'),
         ('Military and Security', 'Military equipment inventories and acquisitions'),
         ('Military and Security', 'Maritime threats'), ('Transnational Issues', 'Disputes - international'),
         ('Transnational Issues', 'Illicit drugs'), ('Transnational Issues', 'Trafficking in persons'),
         ('Government', 'Government - note'), ('Economy', 'Economic overview'), ('Economy', 'Economy - overview'),
         ('People and Society', 'Demographic profile')]


@source('factbook', 'factbook/factbook.json@8662a8b17a784841ab4528631b04090eb2f183eb')
def factbook(folder, raw):
    """Full sentences of the fields in prose."""
    out = Out(raw, 'factbook')
    for base, _, names in sorted(os.walk(folder)):
        region = os.path.basename(base)
        if region in ('meta', 'world', 'oceans', 'antarctica') or '.git' in base.split(os.sep):
            continue
        for name in sorted(name for name in names if name.endswith('.json')):
            try:
                country = json.loads(read(base, name))
            except ValueError:
                continue
            paragraphs = []
            for chapter, title in PROSE:
                text = country.get(chapter)
                text = text.get(title) if isinstance(text, dict) else None
                if isinstance(text, dict):
                    inner = [part.get('text', '') for part in text.values() if isinstance(part, dict)]
                    text = text.get('text') or ' <br> '.join(inner)
                for p in re.split(r'<br ?/?>|</p>|\n', text or ''):
                    p = re.sub(r'^(note( \d)?|[a-z][\w\s-]{2,30}):\s*', '', blanks(untag(p)))
                    if len(p.split()) >= 8 and p[-1] in '.!?)"' and p[:1].isupper():
                        paragraphs.append(p)
            if count_words(paragraphs) >= 60:
                out.write('%s_%s' % (region, name[:-5]), paragraphs)
    return [out]


STATE = re.compile(r'\b(attack|strike|militant|troops|rocket|missile|killed|rebel|militia|terroris|war|military|'
                   r'soldier|bomb|weapon|Iraq|Iran|Afghan|Vietnam|Korea|Soviet|Israel|peace)', re.I)


@source('presidential_nltk', 'nltk/nltk_data@5db857e6f7df11eabb5e5665836db9ec8df07e28')
def presidential_nltk(folder, raw):
    """State of the Union messages from 1979, where they speak of war and peace; inaugural addresses from 1949."""
    out = Out(raw, 'presidential_nltk')
    for corpus, since in (('state_union', 1979), ('inaugural', 1949)):
        archive = zipfile.ZipFile(os.path.join(folder, 'packages', 'corpora', corpus + '.zip'))
        for path in sorted(archive.namelist()):
            name = os.path.basename(path)
            m = re.match(r'(\d{4})-', name)
            if not m or int(m[1]) < since:
                continue
            text = archive.read(path).decode('utf-8', 'replace').replace('\r\n', '\n').replace('\r', '\n')
            text = text.replace('\x92', "'").replace('\ufffd', '')  # what is no UTF-8 goes
            paragraphs = []
            for p in map(blanks, re.split(r'\n\s*\n', text)):
                p = re.sub(r'\s*\((Applause|Laughter|Laughter and applause)\.?\)', '', p)
                p = re.sub(r'^THE PRESIDENT:\s*', '', p)
                if len(p.split()) >= 5 and not p.isupper() and p[-1] in '.!?"”\'' and \
                        not re.match(r'\w+ \d+, \d{4}$|\d+:\d+ [AP]', p):
                    paragraphs.append(p)
            if corpus == 'state_union':
                wanted = near([bool(STATE.search(p)) for p in paragraphs])
                paragraphs = [p for p, keep in zip(paragraphs, wanted) if keep]
            if count_words(paragraphs) >= 100:
                out.write('%s_%s' % (corpus, name.removesuffix('.txt')), paragraphs)
    return [out]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('checkouts', nargs='?', help='folder of work trees named <owner>+<name>')
    parser.add_argument('raw', nargs='?', help='folder to write to')
    parser.add_argument('--only', nargs='+', metavar='SOURCE', choices=SOURCES, help='these sources alone')
    parser.add_argument('--list', action='store_true', help='print source, repository and commit, and stop')
    args = parser.parse_args()
    if args.list:
        for name, (repositories, _) in SOURCES.items():
            for repository, commit in repositories:
                print(name, repository, commit)
        return
    if not args.raw:
        parser.error('CHECKOUTS and RAW are needed')
    for name in args.only or SOURCES:
        repositories, function = SOURCES[name]
        folders = [os.path.join(args.checkouts, repository.replace('/', '+')) for repository, _ in repositories]
        for folder in folders:
            if not os.path.isdir(folder):
                parser.error('%s: no folder %s' % (name, folder))
        for out in function(*folders, args.raw):
            out.report()


if __name__ == '__main__':
    main()
