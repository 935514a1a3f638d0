"""English words of time: each line a kind of word, each word between bars with its value."""

WEEKDAYS = (
    "monday mon mondays mo|tuesday tue tues tuesdays|wednesday wed weds wednesdays wendsday wensday "
    "wednsday|thursday thu thur thurs thursdays|friday fri fridays fr|saturday sat saturdays|"
    "sunday sun sundays"
)
WEAK_WEEKDAYS = "sat sun"
MONTHS = (
    "january jan|february feb febuary|march mar|april apr|may|june jun|july jul|august aug|"
    "september sep sept|october oct|november nov|december dec"
)
WEAK_MONTHS = "may march mar jan"
CARDINALS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    "fifteen|sixteen|seventeen|eighteen|nineteen"
)
TENS = "twenty|thirty|forty fourty|fifty|sixty|seventy|eighty|ninety"
ORDINALS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    "thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth"
)
ORDINAL_TENS = "twentieth|thirtieth"
ARTICLES = "a an"
FRACTIONS = {"couple": 2}
UNITS = {
    "second": "seconds sec secs",
    "minute": "minute minutes min mins",
    "hour": "hour hours hr hrs",
    "day": "day days",
    "workday": "workday workdays weekday weekdays",
    "week": "week weeks wk wks weeks'",
    "fortnight": "fortnight fortnights",
    "weekend": "weekend weekends",
    "month": "month months mth mths mnth mnths",
    "quarter": "qtr qtrs quarters",
    "halfyear": "",
    "year": "year years yr yrs",
}
DAYS = {
    -1: "yesterday yday yesterdays",
    0: "today todays 2day 2day",
    1: "tomoz 2mrw tomorrow tomorrows tmrw tmr tomoro tommorow tommorrow tomorow tmw tmrrw 2moro",
}
PARTS = {
    "morning": "morning mornings breakfast",
    "forenoon": "forenoon",
    "noon": "lunch lunchtime lunchbreak",
    "afternoon": "afternoon afternoons aft arvo",
    "evening": "evening evenings eve dinner eod cob eob",
    "night": "night nights",
}
BIASED_PARTS: dict[tuple[str, int], str] = {}
CLOCK_WORDS = {(12, 0): "noon midday noonish", (0, 0): "midnight"}
EARLY = "early"
LATE = "late"
RELATIVE: dict[object, str] = {}
RELATIVE_WORDS = {
    1: "next following nxt",
    0: "this current ongoing",
    -1: "last previous final prev",
    "coming": "coming upcoming",
}
EDGES = {
    "start": "beginning start begin",
    "mid": "mid middle",
    "end": "end",
}
EDGE_COMPOUNDS: dict[str, str] = {}
EDGE_ENDINGS: dict[str, str] = {}
HOLIDAYS = {
    "valentine": "",
    "halloween": "halloween",
    "easter": "",
    "christmas": "xmas christmas",
    "new_years_eve": "nye",
    "thanksgiving": "thanksgiving",
    "easter_days": "easter",
}
HOLIDAY_PHRASES = {
    "new year's eve": "new_years_eve",
    "new years eve": "new_years_eve",
    "new year's day": "new_year",
    "new years day": "new_year",
    "new year's": "new_year",
    "new year": "new_year",
    "christmas eve": "christmas_eve",
    "xmas eve": "christmas_eve",
    "christmas day": "christmas",
    "xmas day": "christmas",
    "boxing day": "boxing",
    "st stephen's day": "boxing",
    "good friday": "good_friday",
    "easter sunday": "easter",
    "easter monday": "easter_monday",
    "maundy thursday": "maundy_thursday",
    "ash wednesday": "ash_wednesday",
    "ascension day": "ascension",
    "whit sunday": "whit_sunday",
    "whit monday": "whit_monday",
    "pentecost monday": "whit_monday",
    "pentecost": "whit_sunday",
    "corpus christi": "corpus_christi",
    "epiphany": "epiphany",
    "all saints day": "all_saints",
    "all saints' day": "all_saints",
    "reformation day": "reformation",
    "german unity day": "german_unity",
    "day of german unity": "german_unity",
    "valentine's day": "valentine",
    "valentines day": "valentine",
    "valentine's": "valentine",
    "mother's day": "mothers_day",
    "mothers day": "mothers_day",
    "father's day": "fathers_day",
    "fathers day": "fathers_day",
    "may day": "labour",
    "labor day": "us_labor",
    "labour day": "labour",
    "memorial day": "memorial",
    "black friday": "black_friday",
    "thanksgiving day": "thanksgiving",
    "independence day": "independence",
    "st nicholas": "nicholas",
    "between the years": "between_years",
    "halloween day": "halloween",
    "martin luther king day": "mlk",
    "mlk day": "mlk",
    "april fools": "april_fools",
    "st patrick's day": "patrick",
    "st. patrick's day": "patrick",
    "st patricks day": "patrick",
    "veterans day": "veterans",
}
SEASONS = {
    "spring": "spring.",
    "summer": "summer",
    "autumn": "autumn",
    "winter": "winter",
}
KINDS = {
    "h": "o'clock oclock uhr sharp",
    "j": "h",
    "H": "half",
    "q": "quarter",
    "X": "three.quarters",
    "i": "in within",
    ">": "after since starting beginning. later.than",
    "<": "before by latest",
    "s": "past",
    "b": "to until till til through thru untill",
    "z": "from between btw",
    "~": "about around approximately approx ca circa roughly exactly sharp only some",
    "@": "at @",
    "d": "the on of for during over",
    "c": "and n",
    "g": "ago back",
    "l": "hence later net",
    "|": "or",
    "E": "every each daily weekly",
    "K": "kw cw kalenderwoche",
    "$": "euro euros eur cents percent each apiece per pieces pcs piece kg pallets pallet boxes box units unit "
    "people persons guys tons ton litres liters l m meters cm mm times x cartons bags usd "
    "dollars pounds gbp k d w items rolls crates km miles",
    "k": "thousand",
    "0": "o oh",
}
TITLES = "mr mrs ms miss dr prof sir herr frau"
AUXILIARIES = ""
PARTICIPLE = r"\w{2,}ed"
DAY_FOLLOWERS = (
    "with at we i he she they is was it for and or to if when will please from by in has have can "
    "works suits would so but as no"
)
STATE_OR_PAST = ""
PAST_VERBS = (
    "was were went met had spoke did came saw took got gave sold sent left spent paid "
    "bought lost won heard wrote brought made rang"
)
ENDS = {"eom": "month", "eow": "week", "eoy": "year", "eoq": "quarter"}
MODELS = "model type colour"
NUMBERED = "model type art article no nr item ref po version tel phone fax size dims sku"
PARTNERS = "partners sons son co company"
FIRMS = "ltd inc llc plc co gmbh ag kg"
SPLITTING = "if when whether because that but and so whereas"
NO_PAST = (
    "interested scheduled planned booked needed expected supposed agreed confirmed postponed "
    "delayed invited bed red shed feed need speed limited united excited closed required "
    "requested attached wed asked promised mentioned proposed suggested offered wanted "
    "weed seed hundred used based reserved pencilled rescheduled"
)
MODALS = "will should must can needs need cannot can't shall i'll we'll he'll she'll they'll"
FUTURE_WORDS = (
    "please pls call callback remind follow chase ring wants want going reschedule revisit meet "
    "send deliver"
)
SKIPPED = "please pls then maybe just again also"
PHRASES: dict[str, tuple[str, object]] = {
    "first thing": ("P", ("morning", 0)),
    "end of business": ("P", ("evening", 0)),
    "close of business": ("P", ("evening", 0)),
    "end of play": ("P", ("evening", 0)),
    "no later than": ("<", "by"),
    "not before": (">", "after"),
    "o clock": ("h", "uhr"),
    "on the dot": ("h", "uhr"),
    "from this moment": ("l", None),
    "working day": ("U", "workday"),
    "working days": ("U", "workday"),
    "business day": ("U", "workday"),
    "business days": ("U", "workday"),
    "later than": (">", "after"),
    "at the moment": ("t", None),
    "right now": ("t", None),
    "just now": ("t", None),
}
NOW_WORDS = "now immediately rightnow atm"
NEVER = "good"
SLIPS = "around yesterday tomorrow afternoon evening morning tonight weekend"
NO_SLIPS = "mornings evenings mending meaning marching later match sunny money moday august"
