"""What keeps hostile input, and curious readers of the log, from what they want."""

from tests.guards.guard import Guard

CORPUS = "tests/hostile/test_corpus.py"
CHECKS = "tests/domain/test_checks.py"
TABLES = "tests/services/test_tables_"
LOG = "tests/test_log.py"

HOSTILE = (
    Guard("values are escaped", "texts/render.py", "return html.escape(kept, quote=False)",
          "return kept", f"{CORPUS} -k kept_as_it_is"),
    Guard("a text has a longest length", "domain/checks/text.py", "if len(text) > most:",
          "if False:", CHECKS),
    Guard("a name can be seen", "domain/checks/text.py",
          "return line if any(c.isalnum() and c not in _FILLERS for c in line) else \"\"",
          "return line", CHECKS),
    Guard("a customer number hides nothing", "domain/checks/text.py",
          "if any(unicodedata.category(c)[0] == \"C\" for c in number):", "if False:", CHECKS),
    Guard("foreign files are read by a child with little memory", "services/tables/child.py",
          "(memory_mib << 20, memory_mib << 20)",
          "(resource.RLIM_INFINITY, resource.RLIM_INFINITY)", TABLES + "child.py"),
    Guard("foreign files are read by a child with little time", "services/tables/child.py",
          "(seconds, seconds)", "(resource.RLIM_INFINITY, resource.RLIM_INFINITY)",
          TABLES + "child.py"),
    Guard("a table has so many columns", "services/tables/limits.py",
          "if len(cells) > MOST_COLUMNS:", "if False:", TABLES + "hostile.py"),
    Guard("a cell has so many characters", "services/tables/limits.py",
          "if max(map(len, cells)) > LONGEST_CELL:", "if False:", TABLES + "hostile.py"),
    Guard("a table has so many rows", "services/tables/limits.py", "if kept > MOST_ROWS:",
          "if False:", TABLES + "hostile.py"),
    Guard("an update is pushed by who knows the secret", "intake/webhook.py",
          "if not hmac.compare_digest(secret.encode(), self._address.secret.encode()):",
          "if False:", "tests/intake/test_webhook.py"),
    # The log.
    Guard("a library's line keeps its template only", "log.py",
          "    handler.addFilter(only_what_was_written)\n", "", LOG),
    Guard("fields that tell of people are hidden", "log.py", '"text", "caption"', '"caption"', LOG),
    Guard("a token is hidden", "log.py",
          r'TOKEN = re.compile(r"\d{3,}', r'TOKEN = re.compile(r"x\d{3,}', LOG),
    Guard("a phone number is hidden", "log.py", r'PHONE = re.compile(r"(?<![\w.])',
          r'PHONE = re.compile(r"x(?<![\w.])', LOG),
)  # fmt: skip
