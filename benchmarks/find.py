"""How well and how fast customers are found among 10,000 fictional ones."""

import random
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.domain.finding import SURE, Entry, Index
from bot.domain.finding.words import is_light, words

CUSTOMERS, QUERIES_PER_KIND = 10_000, 30


def _listed(text: str) -> list[str]:
    return text.split()


SURNAMES = _listed("""
Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch
Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann
Lange Schmitt Werner Schmitz Krause Meier Lehmann Schmid Schulze Maier Köhler Herrmann
König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert
Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke
Albrecht Schuster Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger
Otto Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf Schulte Dietrich Ziegler Kuhn
Kühn Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer Arnold Wolff Pfeiffer Ernst Hübner
Lindner Hansen Nowak Kramer Wenzel Jansen Götz Thiele Barth Ritter Peter Riedel Reuter
Mohr Dietz Böttcher Hein Kern Fiedler Nagel Öztürk Yılmaz Kowalski Petrović Brückner Stöhr
Haußmann Lüdemann Tönnies Grünwald Oberhuber Niedermeier Strauß Preuß Dreßler Rößler
Häußler Käßmann Jürgensen Löffler Größlein Mühlbauer
""")
TRADES = _listed("""
Maschinenbau Bäckerei Metzgerei Elektrotechnik Holzbau Stahlbau Metallbau Logistik
Spedition Getränke Baustoffe Heizungsbau Sanitär Malerbetrieb Gartenbau Tischlerei
Schreinerei Druckerei Verpackungen Werkzeugbau Kunststofftechnik Fahrzeugbau Autohaus
Landtechnik Medizintechnik Gebäudereinigung Großhandel Möbelhaus Textilpflege Papier
Fördertechnik Lagertechnik Kältetechnik Dachdeckerei Zimmerei Feinkost Fleischwaren
Molkerei Käserei Brauerei Weingut Obsthof Gemüsebau Futtermittel Saatgut Automation
Steuerungstechnik Oberflächentechnik Lackiererei Glaserei Fensterbau Küchenstudio
Bürobedarf Arbeitsschutz Hydraulik Pumpen Armaturen Schweißtechnik Gerüstbau Tiefbau
Straßenbau Entsorgung Recycling Apotheke Gastronomie Konditorei Süßwaren Tiernahrung
Spielwaren Schuhhaus
""")
FORMS = """
GmbH|GmbH|GmbH|GmbH & Co. KG|GmbH & Co. KG|KG|AG|e.K.|OHG|UG (haftungsbeschränkt)|& Söhne GmbH|GbR|
""".strip().split("|")
CITIES = _listed("""
Berlin:30 Hamburg:40 München:89 Köln:221 Frankfurt:69 Stuttgart:711 Düsseldorf:211
Leipzig:341 Dortmund:231 Essen:201 Bremen:421 Dresden:351 Hannover:511 Nürnberg:911
Duisburg:203 Bochum:234 Wuppertal:202 Bielefeld:521 Bonn:228 Münster:251 Karlsruhe:721
Mannheim:621 Augsburg:821 Wiesbaden:611 Gelsenkirchen:209 Braunschweig:531 Chemnitz:371
Kiel:431 Aachen:241 Halle:345 Magdeburg:391 Freiburg:761 Lübeck:451 Erfurt:361 Mainz:6131
Rostock:381 Kassel:561 Saarbrücken:681 Ulm:731 Regensburg:941 Würzburg:931 Ingolstadt:841
Fürth:911 Göttingen:551 Heilbronn:7131 Osnabrück:541 Bamberg:951 Landshut:871
Rosenheim:8031 Memmingen:8331 Lüneburg:4131 Görlitz:3581
""")
PREFIXES = _listed("Ober Unter Hinter Nieder Stein Wald Berg Eich Kirch Linden Buchen Sand Kreuz")
SYLLABLES = ["", "", "s", "en", "ing", "le", "ke", "sen", "rath", "au", "el", "ner"]
STEMS = _listed(
    "huber maier bauer müller hofer berger reiter eder egger mann kötter brink lechner"
)
FIRST_NAMES = _listed("""
Anna Jan Karl Petra Sabine Thomas Jürgen Günter Ayşe Lena Paul Björn Sören Jörg Käthe Ute
Maria Tom Stefan Monika Claudia Andreas Heike Uwe Ralf Birgit Susanne Klaus Mehmet Zoë
""")
MADE_UP = _listed(
    "Nord Süd Rhein Alpen Vari Hansa Kon Tera Eco Silva Mono Pro Inter Gala Ferro Acu"
)

ENDINGS = _listed("tec med plan flex bau pack log form dur lux san terra watt cord plast via")
NONSENSE = _listed("""
asdfgh qwertz xxxx yxcvb hjklö blubb lorem-ipsum 😀😀 مرحبا שלום ??? 12 %%% <b>x</b> jkjkjk
tralala
""")


@dataclass(frozen=True)
class Query:
    """What somebody types, and whom they mean."""

    kind: str
    text: str
    right: frozenset[int]


def make_customers(chance: random.Random) -> list[Entry]:
    """Fictional companies; common surnames are common here too."""
    weights = [1 / (rank + 8) for rank in range(len(SURNAMES))]

    def surname() -> str:
        if chance.random() < 0.3:
            return chance.choice(PREFIXES) + chance.choice(STEMS) + chance.choice(SYLLABLES)
        return chance.choices(SURNAMES, weights)[0]

    entries = []
    for at in range(CUSTOMERS):
        city, area = chance.choice(CITIES).split(":")
        trade, form = chance.choice(TRADES), chance.choice(FORMS)
        pattern = chance.choices(range(5), [40, 30, 10, 12, 8])[0]
        core = (
            f"{surname()} {trade}",
            f"{trade} {surname()}",
            f"{surname()} & {surname()} {trade}",
            f"{chance.choice(MADE_UP)}{chance.choice(ENDINGS)} {trade}",
            f"{city}er {trade}",
        )[pattern]
        people = tuple(f"{chance.choice(FIRST_NAMES)} {surname()}" for _ in range(2))
        phones = (
            f"+49{area}{chance.randrange(10**5, 10**7)}",
            f"+4917{chance.randrange(10)}{chance.randrange(10**6, 10**7)}",
        )
        name = f"{core} {form}".strip()
        entries.append(Entry(at + 1, str(10_000 + at), name, city, people, phones))
    return entries


def make_queries(entries: list[Entry], chance: random.Random) -> list[Query]:
    """The same number of each kind of corruption, with everyone it fits equally well."""
    queries = []
    for kind, corrupt in CORRUPTIONS.items():
        for entry in chance.sample(entries, QUERIES_PER_KIND):
            text, told = corrupt(entry, chance)
            alike = (e.id for e in entries if told(e) == told(entry))
            queries.append(Query(kind, text, frozenset(alike)))
    return queries


def core(entry: Entry) -> list[str]:
    """The name's words without legal form, as written."""
    return [word for word in entry.name.split() if any(not is_light(w) for w in words(word))]


def _typo(text: str, chance: random.Random) -> str:
    long = [word for word in text.split() if len(word) > 4]
    word = chance.choice(long or text.split())
    at = chance.randrange(1, max(2, len(word) - 1))
    changed = chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
            word[:at] + chance.choice("aeiourntsl") + word[at + 1 :],
        )
    )
    return text.replace(word, changed, 1)


def _transcribed(text: str) -> str:
    for umlaut, letters in zip("äöüßÄÖÜ", ("ae", "oe", "ue", "ss", "Ae", "Oe", "Ue"), strict=True):
        text = text.replace(umlaut, letters)
    return text


def _shuffled(entry: Entry, chance: random.Random) -> str:
    return " ".join(chance.sample(parts := entry.name.lower().split(), len(parts)))


def _bare(entry: Entry) -> str:
    return " ".join(core(entry))


def _by_name(entry: Entry) -> object:
    return frozenset(words(_bare(entry)))


def _by_name_and_city(entry: Entry) -> object:
    return _by_name(entry), entry.city


def _by_people(entry: Entry) -> object:
    return frozenset(words(entry.others[0]))


def _written_phone(entry: Entry, chance: random.Random) -> str:
    national = "0" + entry.phones[1].removeprefix("+49")
    return chance.choice(
        (
            f"{national[:4]} {national[4:9]}",
            f"{national[:4]}/{national[4:7]}-{national[7:]}",
            f"+49 {national[1:4]} {national[4:8]}",
            f"0049 (0){national[1:4]} {national[4:]}",
            national[3:10],
        )
    )


Corruption = Callable[[Entry, random.Random], tuple[str, Callable[[Entry], object]]]
CORRUPTIONS: dict[str, Corruption] = {
    "typo": lambda e, c: (_typo(_bare(e).lower(), c), _by_name),
    "umlauts spelled out": lambda e, c: (_transcribed(_bare(e)).lower(), _by_name),
    "umlauts left out": lambda e, c: (" ".join(words(_bare(e))), _by_name),
    "word order": lambda e, c: (_shuffled(e, c), _by_name),
    "no legal form": lambda e, c: (_bare(e).lower(), _by_name),
    "name and city": lambda e, c: (f"{_bare(e)} {e.city}".lower(), _by_name_and_city),
    "typo and city": lambda e, c: (
        f"{_typo(_bare(e).lower(), c)} {e.city.lower()}",
        _by_name_and_city,
    ),
    "while typing": lambda e, c: (_bare(e).lower()[: -c.randrange(1, 4)], _by_name),
    "contact person": lambda e, c: (_typo(e.others[0], c), _by_people),
    "phone fragment": lambda e, c: (_written_phone(e, c), lambda e: e.phones[1]),
}


def measure(find: Callable[[str], list[int]], queries: Iterable[Query]) -> dict[str, float]:
    """Recall at 1 and 8 in percent, and milliseconds."""
    first, eight, times = [], [], []
    for query in queries:
        start = time.perf_counter()
        found = find(query.text)
        times.append((time.perf_counter() - start) * 1000)
        first.append(bool(query.right & set(found[:1])))
        eight.append(bool(query.right & set(found[:8])))
    return {
        "recall@1 %": 100 * statistics.mean(first),
        "recall@8 %": 100 * statistics.mean(eight),
        "median ms": statistics.median(times),
        "p99 ms": statistics.quantiles(times, n=100)[98],
    }


def show(name: str, figures: dict[str, float]) -> None:
    """One line of the table."""
    print(f"{name:28}" + "".join(f"{key:>12} {value:6.2f}" for key, value in figures.items()))


def opens(index: Index, text: str) -> set[int]:
    """The one customer whose card would open at once, if any."""
    hits = index.find(text)
    return {hits[0].id} if len(hits) == 1 and hits[0].score >= SURE else set()


def main() -> None:
    chance = random.Random(20261124)
    entries = make_customers(chance)
    queries = make_queries(entries, chance)
    start = time.perf_counter()
    index = Index(entries)
    print(f"{len(entries)} customers, {len(queries)} queries, built in", end=" ")
    print(f"{time.perf_counter() - start:.2f} s")
    names = [entry.name.lower() for entry in entries]

    def ours(text: str) -> list[int]:
        return [hit.id for hit in index.find(text)]

    def plain(text: str) -> list[int]:
        found = process.extract(text.lower(), names, scorer=fuzz.WRatio, limit=8)
        return [entries[at].id for _, _, at in found]

    for kind in CORRUPTIONS:
        show(kind, measure(ours, [query for query in queries if query.kind == kind]))
    all_ours, all_plain = measure(ours, queries), measure(plain, queries)
    named = [query for query in queries if query.kind not in ("contact person", "phone fragment")]
    show("all by name", measure(ours, named))
    show("plain WRatio, by name", measure(plain, named))
    show("all", all_ours)
    show("plain WRatio, all", all_plain)
    show("ours / plain", {key: all_ours[key] / all_plain[key] for key in all_ours})
    opened = [(query, card) for query in queries if (card := opens(index, query.text))]
    wrong = [query.text for query, card in opened if not card & query.right]
    print(f"card opened at once {len(opened)}, of these the wrong one {len(wrong)} {wrong}")
    print("nonsense that finds something:", [text for text in NONSENSE if ours(text)])
    sentences = [f"War gestern um drei bei {e.name}, Interesse" for e in entries[:300]]
    times, right = [], 0
    for entry, sentence in zip(entries, sentences, strict=False):
        start = time.perf_counter()
        right += entry.id in [mention.id for mention in index.mentioned(sentence)]
        times.append((time.perf_counter() - start) * 1000)
    print(
        f"named in a sentence: {right} of {len(times)}, median {statistics.median(times):.2f} ms"
    )


if __name__ == "__main__":
    main()
