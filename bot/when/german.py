"""German words of time: each line a kind of word, each word between bars with its value."""

WEEKDAYS = (
    "montag montags montach mo|dienstag dienstags dienstach di|mittwoch mittwochs mittwoche mi|"
    "donnerstag donnerstags donnerstach do|freitag freitags freitach fr|"
    "samstag samstags samstach sonnabend sonnabends sa|sonntag sonntags sonntach so"
)
WEAK_WEEKDAYS = "so"
MONTHS = (
    "januar jan janner jaenner|februar feb feber|marz mar mrz|april apr|mai|juni jun juno|"
    "juli jul julei|august aug|september sep sept|oktober okt oct|november nov|dezember dez dec"
)
WEAK_MONTHS = "jan mar jun sep dec"
CARDINALS = (
    "null|eins einse|zwei zwo zweie|drei dreie|vier viere|funf funfe|sechs sechse|sieben siebene|"
    "acht achte.|neun neune|zehn zehne|elf elfe|zwolf zwolfe|dreizehn|"
    "vierzehn|funfzehn fuffzehn|sechzehn|siebzehn|achtzehn|neunzehn"
)
TENS = "zwanzig|dreisig dreissig|vierzig|funfzig fuffzig|sechzig|siebzig|achtzig|neunzig"
ORDINALS = (
    "erst|zweit|dritt|viert|funft|sechst|siebt siebent|acht|neunt|zehnt|elft|zwolft|dreizehnt|"
    "vierzehnt|funfzehnt fuffzehnt|sechzehnt|siebzehnt|achtzehnt|neunzehnt"
)
ENDINGS = "e er es en em"
ARTICLES = "einr ein eine einer einem einen eines ner ne nem"
FRACTIONS = {"anderthalb": 1.5, "eineinhalb": 1.5, "zweieinhalb": 2.5, "dreieinhalb": 3.5}
UNITS = {
    "minute": "minute minuten min mins minutn",
    "hour": "stunde stunden std stdn stundn",
    "quarter_hour": "viertelstunde viertelstunden",
    "three_quarter_hour": "dreiviertelstunde",
    "day": "tag tage tagen tages tg tagn",
    "workday": "werktag werktage werktagen arbeitstag arbeitstage arbeitstagen bankarbeitstage "
    "bankarbeitstagen geschaftstage geschaftstagen",
    "week": "woche wochen wochn wche",
    "weekend": "wochenende wochenendes wochenenden we",
    "month": "monat monate monaten monats mon.",
    "quarter": "vierteljahr vierteljahres quartal quartale quartals quartalen",
    "halfyear": "halbjahr halbjahres halbjahrs",
    "year": "jahr jahre jahren jahres jahrs",
}
DAYS = {
    -3: "vorvorgestern",
    -2: "vorgestern",
    -1: "gestern gester",
    0: "heute heut heutigen heutiger",
    2: "ubermorgen",
    3: "uberubermorgen",
}
PARTS = {
    "morning": "morgens fruhmorgens morgends fruhs",
    "forenoon": "vormittag vormittags vorm vormittage",
    "noon": "mittag mittags mittagszeit mittagessen mittagspause",
    "afternoon": "nachmittag nachmittags nachm nachmittage",
    "evening": "abend abends abds feierabend abendessen dienstschluss geschaftsschluss",
    "night": "nacht nachts",
}
BIASED_PARTS = {
    ("afternoon", 1): "spatnachmittag spatnachmittags",
    ("evening", 1): "spatabend spatabends",
    ("forenoon", -1): "fruhvormittag",
    ("evening", -1): "fruhabend fruhabends vorabend",
    ("morning", -1): "fruhmorgen",
}
CLOCK_WORDS = {(0, 0): "mitternacht"}
EARLY = "fruh fruhe fruhen fruher fruhem fruhes zeitig"
LATE = "spat spate spaten spater spatem spates"
RELATIVE = {
    1: "nachst folgend drauffolgend darauffolgend",
    2: "ubernachst",
    0: "dies jetzig laufend aktuell",
    -1: "letzt vergangen vorig verg",
    -2: "vorletzt vorvorig",
    "coming": "kommend",
}
RELATIVE_WORDS = {1: "na nachst nchste nachse", 0: "dies"}
EDGES = {
    "start": "anfang anfangs beginn",
    "mid": "mitte",
    "end": "ende ultimo",
    "first_half": "haelfte.1",
}
EDGE_COMPOUNDS = {
    "wochen": "week",
    "monats": "month",
    "quartals": "quarter",
    "jahres": "year",
}
EDGE_ENDINGS = {"anfang": "start", "beginn": "start", "mitte": "mid", "ende": "end"}
HOLIDAYS = {
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
    "assumption": "",
    "mothers_day": "muttertag",
    "german_unity": "nationalfeiertag",
    "reformation": "reformationstag",
    "halloween": "halloween",
    "all_saints": "allerheiligen",
    "repentance": "bettag",
    "nicholas": "nikolaus nikolaustag",
    "christmas_eve": "heiligabend heiligabends weihnachtsabend",
    "christmas": "",
    "boxing": "",
    "new_years_eve": "silvester sylvester silvesterabend",
    "easter_days": "ostern osterwochenende",
    "whitsun_days": "pfingsten pfingstwochenende",
    "christmas_days": "weihnachten weihnachtstage weihnachtstagen",
    "between_years": "",
}
HOLIDAY_PHRASES = {
    "tag der deutschen einheit": "german_unity",
    "tag der arbeit": "labour",
    "christi himmelfahrt": "ascension",
    "maria himmelfahrt": "assumption",
    "heiliger abend": "christmas_eve",
    "heiligen abend": "christmas_eve",
    "heilig abend": "christmas_eve",
    "heilige drei konige": "epiphany",
    "buss und bettag": "repentance",
    "busz und bettag": "repentance",
    "erster weihnachtsfeiertag": "christmas",
    "erster weihnachtstag": "christmas",
    "ersten weihnachtsfeiertag": "christmas",
    "ersten weihnachtstag": "christmas",
    "zweiter weihnachtsfeiertag": "boxing",
    "zweiter weihnachtstag": "boxing",
    "zweiten weihnachtsfeiertag": "boxing",
    "zweiten weihnachtstag": "boxing",
    "zwischen den jahren": "between_years",
    "1. advent": "advent_1",
    "2. advent": "advent_2",
    "3. advent": "advent_3",
    "4. advent": "advent_4",
    "erster advent": "advent_1",
    "ersten advent": "advent_1",
    "zweiten advent": "advent_2",
    "dritten advent": "advent_3",
    "vierten advent": "advent_4",
    "1. weihnachtsfeiertag": "christmas",
    "1. weihnachtstag": "christmas",
    "1. feiertag": "christmas",
    "2. weihnachtsfeiertag": "boxing",
    "2. weihnachtstag": "boxing",
    "2. feiertag": "boxing",
}
SEASONS = {
    "spring": "fruhling fruhjahr",
    "summer": "sommer",
    "autumn": "herbst",
    "winter": "winter",
}
KINDS = {
    "h": "uhr",
    "j": "h",
    "H": "halb halbe halber halben halber halbes halbs",
    "q": "viertel",
    "X": "dreiviertel",
    "i": "in innerhalb binnen i plus",
    "v": "vor",
    ">": "nach ab seit fruhestens fruhstens fruehstens nachdem",
    "<": "spatestens spat. bevor per",
    "b": "bis",
    "f": "auf",
    "z": "von vom zwischen zw beginnend",
    "~": "gut gute guten knapp knappe knappen reichlich ca circa zirka etwa ungefahr gegen rund so.gegen punkt genau schlag kurz eher grob "
    "ungf max maximal mind mindestens",
    "@": "um",
    "d": "der die das den dem des am im zum zur beim an fur ans",
    "c": "und u",
    "g": "her zuvor",
    "l": "spater netto",
    "|": "oder o od bzw beziehungsweise",
    "E": "jed jede jeden jeder jedes jedem taglich wochentlich monatlich",
    "K": "kw kalenderwoche kwoche",
    "$": "euro eur cent prozent stuck stk st kg gramm g tonne tonnen t liter l m meter qm cm mm "
    "palette paletten karton kartons kisten kiste packung sack sacke mal x leute personen mann "
    "d gebinde rollen artikel positionen pos mio tsd k kilometer km grad",
    "k": "tausend",
}
TITLES = "herr herrn frau familie fam hr firma fa dr prof kollege kollegin"
STATE_OR_PAST = "besucht verkauft repariert installiert telefoniert reklamiert erreicht"
PAST_VERBS = (
    "war waren warst hatte hatten gewesen getroffen angetroffen gesprochen besprochen "
    "musste mussten konnte konnten rief riefen bestellte holte brachte schrieb zeigte nahm lief liefen stand standen blieb lag "
    "fiel bekam erhielt fuhr klappte passte fehlte kostete dauerte wars "
    "ging gingen kam kamen gab wurde wurden sprach sprachen traf trafen fand "
    "angerufen vorgestellt dagewesen stattgefunden vorbeigeschaut gezeigt gefahren "
    "unterschrieben geliefert abgeholt geklart gebracht geschrieben gesehen "
    "geschickt abgegeben mitgenommen ubergeben gemeldet gewonnen "
    "verloren gegessen verabschiedet"
)
ENDS: dict[str, str] = {}
MODELS = "modell typ farbe serie"
NUMBERED = "modell typ farbe serie art artnr artikel artikelnr artikelnummer nr nummer tel telefon fax version mase masse ref"
PARTNERS = "partner sohne sohn tochter kollegen co"
FIRMS = "gmbh ag kg ohg ug ek co mbh gbr se"
SPLITTING = "ob wenn weil dass aber und denn obwohl sondern"
NO_PAST = (
    "geschlossen geoffnet geplant vereinbart verschoben zugesagt gesagt erzahlt gebeten gefragt "
    "gewunscht bestatigt versprochen"
)
MODALS = "wird werden werde wirst soll sollen sollte muss mussen mochte mochten kann"
FUTURE_WORDS = (
    "will bitte anrufen nachfassen nachhaken wiedervorlage wv ruckruf melden nochmal nochmals wieder erinnern "
    "erinnere besuchen vorbeikommen vorbeischauen liefern schicken planen zuruckrufen "
    "wiederkommen abholen treffen hin kommt kommen braucht spatestens"
)
AUXILIARIES = "hab habe hat haben habt bin hatt"
PARTICIPLE = r"(?:\w{0,8}ge\w{2,}(?:t|en)|\w{2,}iert|(?:be|ver|er|ent|unter|uber)\w{2,}(?:t|en))"
DAY_FOLLOWERS = (
    "bei mit wieder beim hat habe hab war ist kommt hatte haben ich wir er sie bin gehen geht "
    "zu zum zur und oder um nach vor ab fur wegen kann muss soll will sind"
)
SKIPPED = "gleich ganzen ganze ganzer ganzes noch dann mal bitte wohl schon auch gern gerne so.um"
PHRASES: dict[str, tuple[str, object]] = {
    "in der fruh": ("P", ("morning", 0)),
    "in der fruhe": ("P", ("morning", 0)),
    "in der nacht": ("P", ("night", 0)),
    "so gegen": ("~", "gegen"),
    "so um": ("@", "um"),
    "so ab": (">", "ab"),
    "so ca": ("~", "ca"),
    "nicht vor": (">", "ab"),
    "nach feierabend": ("P", ("evening", 0)),
}
NOW_WORDS = "jetzt sofort gerade momentan"
NEVER = "guten gute schonen frohes frohe"
"""Words before a part of the day that make it a greeting."""
SLIPS = "heute gestern morgen ubermorgen vorgestern nachmittag vormittag mittags abends nachste nachsten nachster letzte letzten letzter woche wochen kommende quartal"
NO_SLIPS = (
    "montage montagen hefte gestein gesten morden marx junior wache wachen woge wogen august "
    "mittig abendes sorgen sonntage montan freitage donner dienst dienste heite heuer "
    "mittag montur frei morgan november dezember"
)
