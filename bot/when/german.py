"""German words of time, folded: lower case, without umlauts."""

# Monday to Sunday.
WEEKDAYS = (
    "montag montags montach mo|dienstag dienstags dienstach di|mittwoch mittwochs mittwoche mi|"
    "donnerstag donnerstags donnerstach do|freitag freitags freitach fr|samstag samstags samstach "
    "sonnabend sonnabends sa|sonntag sonntags sonntach so"
)

# Weekdays that are also another word: days only where their place says so.
WEAK_WEEKDAYS = "so"

# January to December.
MONTHS = (
    "januar jan janner|februar feb feber|marz mar mrz|april apr|mai|juni jun juno|juli jul julei|"
    "august aug|september sep sept|oktober okt oct|november nov|dezember dez dec"
)

# Months that are also another word or a name.
WEAK_MONTHS = "dec jan jun mar sep"

# 0 to 19.
CARDINALS = (
    "null|eins einse|zwei zwo zweie|drei dreie|vier viere|funf funfe|sechs sechse|sieben siebene|"
    "acht|neun neune|zehn zehne|elf elfe|zwolf zwolfe|dreizehn|vierzehn|funfzehn fuffzehn|"
    "sechzehn|siebzehn|achtzehn|neunzehn"
)

# 20 to 90.
TENS = "zwanzig|dreisig dreissig|vierzig|funfzig fuffzig|sechzig|siebzig|achtzig|neunzig"
# 1 to 9 as they stand before tens: einundzwanzig.
COMPOUND_UNITS = "einund|zweiund|dreiund|vierund|funfund|sechsund|siebenund|achtund|neunund"

# First to nineteenth, without their endings.
ORDINALS = (
    "erst|zweit|dritt|viert|funft|sechst|siebt siebent|acht|neunt|zehnt|elft|zwolft|dreizehnt|"
    "vierzehnt|funfzehnt fuffzehnt|sechzehnt|siebzehnt|achtzehnt|neunzehnt"
)

# Twentieth and thirtieth.
ORDINAL_TENS = "zwanzigst|dreisigst dreissigst"
# What ordinals and words of RELATIVE end with.
ENDINGS: tuple[str, ...] = ("e", "em", "en", "er", "es")
# The article that also counts: one.
ARTICLES = "ein eine einem einen einer eines einr ne nem ner"

# Numbers that are neither cardinal nor ordinal.
FRACTIONS: dict[str, float] = {
    "anderthalb": 1.5,
    "eineinhalb": 1.5,
    "zweieinhalb": 2.5,
    "dreieinhalb": 3.5,
}

# Units of length, by their name.
UNITS: dict[str, str] = {
    "minute": "minute minuten min mins minutn",
    "hour": "stunde stunden std stdn stundn",
    "quarter_hour": "viertelstunde viertelstunden",
    "three_quarter_hour": "dreiviertelstunde",
    "day": "tag tage tagen tages tg tagn",
    "workday": (
        "werktag werktage werktagen arbeitstag arbeitstage arbeitstagen bankarbeitstage "
        "bankarbeitstagen geschaftstage geschaftstagen"
    ),
    "week": "woche wochen wochn wche",
    "weekend": "wochenende wochenendes wochenenden we",
    "month": "monat monate monaten monats",
    "quarter": "vierteljahr vierteljahres quartal quartale quartals quartalen",
    "halfyear": "halbjahr halbjahres halbjahrs",
    "year": "jahr jahre jahren jahres jahrs",
}

# Days by their distance from today.
DAYS: dict[int, str] = {
    -3: "vorvorgestern",
    -2: "vorgestern",
    -1: "gestern gester",
    0: "heute heut heutigen heutiger",
    2: "ubermorgen",
    3: "uberubermorgen",
}

# Parts of the day, by their name.
PARTS: dict[str, str] = {
    "morning": "morgens fruhmorgens morgends fruhs",
    "forenoon": "vormittag vormittags vorm vormittage",
    "noon": "mittag mittags mittagszeit mittagessen mittagspause",
    "afternoon": "nachmittag nachmittags nachm nachmittage",
    "evening": "abend abends abds feierabend abendessen dienstschluss geschaftsschluss",
    "night": "nacht nachts",
}

# Parts of the day that say early (-1) or late (1) themselves.
BIASED_PARTS: dict[tuple[str, int], str] = {
    ("afternoon", 1): "spatnachmittag spatnachmittags",
    ("evening", 1): "spatabend spatabends",
    ("forenoon", -1): "fruhvormittag",
    ("evening", -1): "fruhabend fruhabends vorabend",
    ("morning", -1): "fruhmorgen",
}

# Times of day with a name, by hour and minute.
CLOCK_WORDS: dict[tuple[int, int], str] = {
    (0, 0): "mitternacht",
}

# Before a part of the day or a period: its beginning.
EARLY = "fruh fruhe fruhem fruhen fruher fruhes zeitig"
# Likewise: its end.
LATE = "spat spate spatem spaten spater spates"

# Which one, counted from this; to be followed by ENDINGS.
RELATIVE: dict[int | str, str] = {
    1: "nachst folgend drauffolgend darauffolgend",
    2: "ubernachst",
    0: "dies jetzig laufend aktuell",
    -1: "letzt vergangen vorig verg",
    -2: "vorletzt vorvorig",
    "coming": "kommend",
}

# Which one, without endings.
RELATIVE_WORDS: dict[int | str, str] = {
    1: "na nachst nchste nachse",
    0: "dies",
}

# Parts of a period.
EDGES: dict[str, str] = {
    "start": "anf anfang anfangs beginn",
    "mid": "mitte",
    "end": "ende",
}

# First parts of Monatsende and the like, by their unit.
EDGE_COMPOUNDS: dict[str, str] = {
    "wochen": "week",
    "monats": "month",
    "quartals": "quarter",
    "jahres": "year",
}

# Last parts of such words, with their edge.
EDGE_ENDINGS: dict[str, str] = {
    "anfang": "start",
    "beginn": "start",
    "mitte": "mid",
    "ende": "end",
}

# What a.m. and p.m. look like.
HALF_OF_DAY = r"(?<=[\d\s])(?:pm\b|[ap]\.m\.)"
# Whether a day and its part may be one word: Dienstagabend.
IS_COMPOUNDING = True
# The end of a unit in one word: none in German.
ENDS = {"ultimo": "month"}

# Days with a name, see fixed.py.
HOLIDAYS: dict[str, str] = {
    "new_year": "neujahr neujahrstag",
    "epiphany": "dreikonig dreikonigstag",
    "valentine": "valentinstag",
    "carnival_monday": "rosenmontag",
    "ash_wednesday": "aschermittwoch",
    "maundy_thursday": "grundonnerstag",
    "good_friday": "karfreitag",
    "holy_saturday": "karsamstag",
    "easter": "ostersonntag",
    "easter_monday": "ostermontag",
    "labour": "maifeiertag",
    "ascension": "himmelfahrt vatertag himmelfahrtstag",
    "whit_sunday": "pfingstsonntag",
    "whit_monday": "pfingstmontag",
    "corpus_christi": "fronleichnam",
    "mothers_day": "muttertag",
    "german_unity": "nationalfeiertag",
    "reformation": "reformationstag",
    "halloween": "halloween",
    "all_saints": "allerheiligen",
    "repentance": "bettag",
    "nicholas": "nikolaus nikolaustag",
    "christmas_eve": "heiligabend heiligabends weihnachtsabend",
    "new_years_eve": "silvester sylvester silvesterabend",
    "easter_days": "ostern osterwochenende",
    "whitsun_days": "pfingsten pfingstwochenende",
    "christmas_days": "weihnachten weihnachtstage weihnachtstagen",
}

# Likewise, of several words; bars separate them.
HOLIDAY_PHRASES: dict[str, str] = {
    "german_unity": "tag der deutschen einheit",
    "labour": "tag der arbeit",
    "ascension": "christi himmelfahrt",
    "assumption": "maria himmelfahrt",
    "christmas_eve": "heiliger abend|heiligen abend|heilig abend",
    "epiphany": "heilige drei konige",
    "repentance": "buss und bettag|busz und bettag",
    "christmas": (
        "erster weihnachtsfeiertag|erster weihnachtstag|ersten weihnachtsfeiertag|ersten "
        "weihnachtstag|1. weihnachtsfeiertag|1. weihnachtstag|1. feiertag"
    ),
    "boxing": (
        "zweiter weihnachtsfeiertag|zweiter weihnachtstag|zweiten weihnachtsfeiertag|zweiten "
        "weihnachtstag|2. weihnachtsfeiertag|2. weihnachtstag|2. feiertag"
    ),
    "between_years": "zwischen den jahren",
    "advent_1": "1. advent|erster advent|ersten advent",
    "advent_2": "2. advent|zweiten advent",
    "advent_3": "3. advent|dritten advent",
    "advent_4": "4. advent|vierten advent",
}

# Seasons, by their name.
SEASONS: dict[str, str] = {
    "spring": "fruhling fruhjahr",
    "summer": "sommer",
    "autumn": "herbst",
    "winter": "winter",
}

# Words whose kind says all, see lexicon.py.
KINDS: dict[str, str] = {
    "A": "morgen",
    "h": "uhr",
    "j": "h",
    "H": "halb halbe halber halben halbes halbs",
    "q": "viertl vietel viertel",
    "X": "dreiviertel",
    "i": "in innerhalb binnen i plus",
    "v": "vor",
    ">": "nach ab seit fruhestens fruhstens nachdem",
    "<": "spatestens bevor per",
    "b": "bis",
    "f": "auf",
    "z": "von vom zwischen zw beginnend",
    "~": (
        "gut gute guten knapp knappe knappen reichlich ca circa zirka etwa ungefahr gegen rund "
        "punkt genau schlag kurz eher grob ungf max maximal mind mindestens"
    ),
    "@": "um",
    "d": "der die das den dem des am im zum zur beim an fur ans",
    "c": "und u",
    "g": "her zuvor",
    "l": "netto",
    "|": "oder o od bzw beziehungsweise",
    "E": "jed jede jeden jeder jedes jedem taglich wochentlich monatlich",
    "K": "kw kalenderwoche kwoche",
    "$": (
        "euro eur cent prozent stuck stk st kg gramm g tonne tonnen t liter l m meter qm cm mm "
        "palette paletten karton kartons kisten kiste packung sack sacke mal x leute personen "
        "mann d gebinde rollen artikel positionen pos mio tsd k kilometer km grad"
    ),
    "k": "tausend",
}

# Several words that are one token, with its kind and value.
PHRASES: dict[str, tuple[str, object]] = {
    "in der fruh": ("P", ("morning", 0)),
    "in der fruhe": ("P", ("morning", 0)),
    "in der nacht": ("P", ("night", 0)),
    "nach feierabend": ("P", ("evening", 0)),
    "drei viertel": ("X", "dreiviertel"),
    "nicht vor": (">", "ab"),
}

# This very moment.
NOW_WORDS = "gerade jetzt momentan sofort"
# Words that are passed over.
SKIPPED = "auch bitte dann ganze ganzen ganzer ganzes gern gerne gleich mal noch schon wohl"
# What follows is a person's or a firm's name, not a day.
TITLES = "dr fa fam familie firma frau herr herrn hr kollege kollegin prof"
# What precedes is a firm's name.
FIRMS = "ag co ek gbr gmbh kg mbh ohg se ug"
# After "and": what precedes is a firm's name.
PARTNERS = "co kollegen partner sohn sohne tochter"
# What follows is a model's name.
MODELS = "farbe modell serie typ"

# The numbers that follow are no dates.
NUMBERED = (
    "art artikel artikelnr artikelnummer artnr farbe fax mase masse modell nr nummer ref serie "
    "tel telefon typ version"
)

# Words before a part of the day that make it a greeting.
NEVER = "frohe frohes gute guten schonen"

# Words after "12." or "Mai 12" that leave it a day; any other is what is counted.
DAY_FOLLOWERS = (
    "ab bei beim bin er fur gehen geht hab habe haben hat hatte ich ist kann kommt mit muss nach "
    "oder sie sind soll um und vor war wegen wieder will wir zu zum zur"
)

# Words that begin a part of a sentence with a verb of its own.
SPLITTING = "aber dass denn ob obwohl sondern und weil wenn"

# Verbs that look back by themselves.
PAST_VERBS = (
    "abgegeben abgeholt angerufen angetroffen bekam besprochen bestellte blieb brachte dagewesen "
    "dauerte erhielt fand fehlte fiel fuhr gab gebracht gefahren gegessen geklart geliefert "
    "gemeldet geschickt geschrieben gesehen gesprochen getroffen gewesen gewonnen gezeigt ging "
    "gingen hatte hatten holte kam kamen klappte konnte konnten kostete lag lief liefen "
    "mitgenommen musste mussten nahm passte rief riefen schrieb sprach sprachen stand standen "
    "stattgefunden traf trafen ubergeben unterschrieben verabschiedet verloren vorbeigeschaut "
    "vorgestellt war waren wars warst wurde wurden zeigte"
)

# Participles that look back where nothing follows but times.
STATE_OR_PAST = "besucht erreicht installiert reklamiert repariert telefoniert verkauft"
# Verbs that make a participle look back; without any, it does so alone.
AUXILIARIES = "bin hab habe haben habt hat hatt"
# What a participle looks like.
PARTICIPLE = r"(?:\w{0,8}ge\w{2,}(?:t|en)|\w{2,}iert|(?:be|ver|er|ent|unter|uber)\w{2,}(?:t|en))"

# What looks like a participle and says nothing of the past.
NO_PAST = (
    "bestatigt erzahlt gebeten gefragt geoffnet geplant gesagt geschlossen gewunscht vereinbart "
    "verschoben versprochen zugesagt"
)

# Verbs that look ahead, whatever participle follows.
MODALS = "kann mochte mochten muss mussen soll sollen sollte werde werden wird wirst"

# Words that speak of what is to come.
FUTURE_WORDS = (
    "abholen anrufen besuchen bitte braucht erinnere erinnern hin kommen kommt liefern melden "
    "nachfassen nachhaken nochmal nochmals planen ruckruf schicken spatestens treffen "
    "vorbeikommen vorbeischauen wieder wiederkommen wiedervorlage will wv zuruckrufen"
)

# Words that may be misspelt by one letter; so may weekdays and months.
SLIPS = (
    "abends gestern heute kommende letzte letzten letzter mittags morgen nachmittag nachste "
    "nachsten nachster quartal ubermorgen vorgestern vormittag woche wochen"
)

# Words one letter away from those, and right as they are.
NO_SLIPS = (
    "abendes august dezember dienst dienste donner frei freitage gestein gesten hefte heite heuer "
    "junior marx mittag mittig montage montagen montan montur morden morgan november sonntage "
    "sorgen wache wachen woge wogen"
)
