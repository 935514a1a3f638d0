"""English words of time, folded: lower case, without umlauts."""

# Monday to Sunday.
WEEKDAYS = (
    "monday mon mondays mo|tuesday tue tues tuesdays|wednesday wed weds wednesdays wendsday "
    "wensday wednsday|thursday thu thur thurs thursdays|friday fri fridays fr|saturday sat "
    "saturdays|sunday sun sundays"
)

# Weekdays that are also another word: days only where their place says so.
WEAK_WEEKDAYS = "sat sun"

# January to December.
MONTHS = (
    "january jan|february feb febuary|march mar|april apr|may|june jun|july jul|august aug|"
    "september sep sept|october oct|november nov|december dec"
)

# Months that are also another word or a name.
WEAK_MONTHS = "jan mar march may"

# 0 to 19.
CARDINALS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    "fifteen|sixteen|seventeen|eighteen|nineteen"
)

# 20 to 90.
TENS = "twenty|thirty|forty fourty|fifty|sixty|seventy|eighty|ninety"
# Tens and units are two words.
COMPOUND_UNITS = ""

# First to nineteenth, without their endings.
ORDINALS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|"
    "fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth"
)

# Twentieth and thirtieth.
ORDINAL_TENS = "twentieth|thirtieth"
# None to add.
ENDINGS: tuple[str, ...] = ("",)
# The article that also counts: one.
ARTICLES = "a an"

# Numbers that are neither cardinal nor ordinal.
FRACTIONS: dict[str, float] = {
    "couple": 2,
}

# Units of length, by their name.
UNITS: dict[str, str] = {
    "second": "seconds sec secs",
    "minute": "minute minutes min mins",
    "hour": "hour hours hr hrs",
    "day": "day days",
    "workday": "workday workdays weekday weekdays",
    "week": "week weeks wk wks",
    "fortnight": "fortnight fortnights",
    "weekend": "weekend weekends",
    "month": "month months mth mths mnth mnths",
    "quarter": "qtr qtrs quarters",
    "year": "year years yr yrs",
}

# Days by their distance from today.
DAYS: dict[int, str] = {
    -1: "yesterday yday yesterdays",
    0: "today todays",
    1: "tomoz tomorrow tomorrows tmrw tmr tomoro tommorow tommorrow tomorow tmw tmrrw",
}

# Parts of the day, by their name.
PARTS: dict[str, str] = {
    "morning": "morning mornings breakfast",
    "forenoon": "forenoon",
    "noon": "lunch lunchtime lunchbreak",
    "afternoon": "afternoon afternoons aft arvo",
    "evening": "evening evenings eve dinner eod cob eob",
    "night": "night nights",
}

# Parts of the day that say early (-1) or late (1) themselves: none in English.
BIASED_PARTS: dict[tuple[str, int], str] = {}

# Times of day with a name, by hour and minute.
CLOCK_WORDS: dict[tuple[int, int], str] = {
    (12, 0): "noon midday noonish",
    (0, 0): "midnight",
}

# Before a part of the day or a period: its beginning.
EARLY = "early"
# Likewise: its end.
LATE = "late"
# Which one, counted from this: none in English.
RELATIVE: dict[int | str, str] = {}

# Which one, without endings.
RELATIVE_WORDS: dict[int | str, str] = {
    1: "next following nxt",
    0: "this current ongoing",
    -1: "last previous final prev",
    "coming": "coming upcoming",
}

# Parts of a period.
EDGES: dict[str, str] = {
    "start": "beginning start begin",
    "mid": "mid middle",
    "end": "end",
}

# First parts of Monatsende and the like, by their unit: none in English.
EDGE_COMPOUNDS: dict[str, str] = {}
# Last parts of such words, with their edge: none in English.
EDGE_ENDINGS: dict[str, str] = {}
# What a.m. and p.m. look like.
HALF_OF_DAY = r"(?<=[\d\s])[ap]\.?\s?m\b\.?|(?<=\d)[ap]\b\.?(?!\w)"
# Whether a day and its part may be one word: Dienstagabend.
IS_COMPOUNDING = False

# The end of a unit in one word.
ENDS: dict[str, str] = {
    "eom": "month",
    "eow": "week",
    "eoy": "year",
    "eoq": "quarter",
}

# Days with a name, see fixed.py.
HOLIDAYS: dict[str, str] = {
    "halloween": "halloween",
    "christmas": "xmas christmas",
    "new_years_eve": "nye",
    "thanksgiving": "thanksgiving",
    "easter_days": "easter",
}

# Likewise, of several words; bars separate them.
HOLIDAY_PHRASES: dict[str, str] = {
    "new_years_eve": "new year's eve|new years eve",
    "new_year": "new year's day|new years day|new year's|new year",
    "christmas_eve": "christmas eve|xmas eve",
    "christmas": "christmas day|xmas day",
    "boxing": "boxing day|st stephen's day",
    "good_friday": "good friday",
    "easter": "easter sunday",
    "easter_monday": "easter monday",
    "maundy_thursday": "maundy thursday",
    "ash_wednesday": "ash wednesday",
    "ascension": "ascension day",
    "whit_sunday": "whit sunday|pentecost",
    "whit_monday": "whit monday|pentecost monday",
    "corpus_christi": "corpus christi",
    "epiphany": "epiphany",
    "all_saints": "all saints day|all saints' day",
    "reformation": "reformation day",
    "german_unity": "german unity day|day of german unity",
    "valentine": "valentine's day|valentines day|valentine's",
    "mothers_day": "mother's day|mothers day",
    "fathers_day": "father's day|fathers day",
    "labour": "may day|labour day",
    "us_labor": "labor day",
    "memorial": "memorial day",
    "black_friday": "black friday",
    "thanksgiving": "thanksgiving day",
    "independence": "independence day",
    "nicholas": "st nicholas",
    "between_years": "between the years",
    "halloween": "halloween day",
    "mlk": "martin luther king day|mlk day",
    "april_fools": "april fools",
    "patrick": "st patrick's day|st. patrick's day|st patricks day",
    "veterans": "veterans day",
}

# Seasons, by their name.
SEASONS: dict[str, str] = {
    "summer": "summer",
    "autumn": "autumn",
    "winter": "winter",
}

# Words whose kind says all, see lexicon.py.
KINDS: dict[str, str] = {
    "h": "o'clock oclock uhr sharp",
    "j": "h",
    "H": "half",
    "q": "quarter",
    "i": "in within",
    ">": "after since starting",
    "<": "before by latest",
    "s": "past",
    "b": "to until till til through thru untill",
    "z": "from between btw",
    "~": "about around approximately approx ca circa roughly exactly only some",
    "@": "at",
    "d": "the on of for during over",
    "c": "and n",
    "g": "ago back",
    "l": "hence later net",
    "|": "or",
    "E": "every each daily weekly",
    "K": "kw cw kalenderwoche",
    "$": (
        "euro euros eur cents percent apiece per pieces pcs piece kg pallets pallet boxes box "
        "units unit people persons guys tons ton litres liters l m meters cm mm times x cartons "
        "bags usd dollars pounds gbp k d w items rolls crates km miles"
    ),
    "k": "thousand",
    "0": "o oh",
}

# Several words that are one token, with its kind and value.
PHRASES: dict[str, tuple[str, object]] = {
    "at the moment": ("t", None),
    "business day": ("U", "workday"),
    "business days": ("U", "workday"),
    "close of business": ("P", ("evening", 0)),
    "end of business": ("P", ("evening", 0)),
    "end of play": ("P", ("evening", 0)),
    "first thing": ("P", ("morning", 0)),
    "from this moment": ("l", None),
    "just now": ("t", None),
    "later than": (">", "after"),
    "no later than": ("<", "by"),
    "not before": (">", "after"),
    "o clock": ("h", "uhr"),
    "on the dot": ("h", "uhr"),
    "right now": ("t", None),
    "working day": ("U", "workday"),
    "working days": ("U", "workday"),
}

# This very moment.
NOW_WORDS = "atm immediately now rightnow"
# Words that are passed over.
SKIPPED = "again also just maybe please pls then"
# What follows is a person's or a firm's name, not a day.
TITLES = "dr frau herr miss mr mrs ms prof sir"
# What precedes is a firm's name.
FIRMS = "ag co gmbh inc kg llc ltd plc"
# After "and": what precedes is a firm's name.
PARTNERS = "co company partners son sons"
# What follows is a model's name.
MODELS = "colour model type"
# The numbers that follow are no dates.
NUMBERED = "art article dims fax item model no nr phone po ref size sku tel type version"
# Words before a part of the day that make it a greeting.
NEVER = "good"

# Words after "12." or "Mai 12" that leave it a day; any other is what is counted.
DAY_FOLLOWERS = (
    "and as at but by can for from has have he i if in is it no or please she so suits they to "
    "was we when will with works would"
)

# Words that begin a part of a sentence with a verb of its own.
SPLITTING = "and because but if so that when whereas whether"

# Verbs that look back by themselves.
PAST_VERBS = (
    "bought brought came did gave got had heard left lost made met paid rang saw sent sold spent "
    "spoke took was went were won wrote"
)

# Participles that look back where nothing follows but times: none in English.
STATE_OR_PAST = ""
# None: a participle looks back without.
AUXILIARIES = ""
# What a participle looks like.
PARTICIPLE = r"\w{2,}ed"

# What looks like a participle and says nothing of the past.
NO_PAST = (
    "agreed asked attached based bed booked closed confirmed delayed excited expected feed "
    "hundred interested invited limited mentioned need needed offered pencilled planned postponed "
    "promised proposed red requested required rescheduled reserved scheduled seed shed speed "
    "suggested supposed united used wanted wed weed"
)

# Verbs that look ahead, whatever participle follows.
MODALS = "can can't cannot he'll i'll must need needs shall she'll should they'll we'll will"

# Words that speak of what is to come.
FUTURE_WORDS = (
    "call callback chase deliver follow going meet please pls remind reschedule revisit ring send "
    "want wants"
)

# Words that may be misspelt by one letter; so may weekdays and months.
SLIPS = "afternoon around evening morning tomorrow tonight weekend yesterday"
# Words one letter away from those, and right as they are.
NO_SLIPS = "august evenings later marching match meaning mending moday money mornings sunny"
