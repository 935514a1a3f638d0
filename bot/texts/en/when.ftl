# Times in words: what "innendienst when" understands.
cli-about-when = Show how a time in words is understood.
cli-text-mark = TEXT
cli-when-lang = Language of the text: de or en.
cli-when-now = The instant to count from, such as 2026-11-24T10:20; otherwise now.
cli-when-tz = Time zone; otherwise Europe/Berlin.
cli-when-jsonl = Filter: a JSON object with id, text, now, lang (and tz) a line in, an answer a line out.
cli-iso-mark = INSTANT
cli-zone-mark = ZONE
when-range = { $start } to { $end }
when-question = Several readings, so the bot asks:
when-reading = – { $moment }
when-no-such-time = There is no such time, or it is not clear which. The bot asks.
when-nothing = No time found.
when-needs-text = The text is missing, for example: innendienst when "next Tuesday at half past two"
when-zone = There is no time zone "{ $name }"; one is Europe/Berlin.
when-now = "{ $text }" is no instant; one is 2026-11-24T10:20.
