"""Pictures from templates, drawn by typst with the fonts that come with it."""

import json
from collections.abc import Mapping
from pathlib import Path

PIXELS_PER_INCH = 144
"""Two pixels a point."""


class NotDrawn(Exception):
    """There is no picture."""


def draw(template: Path, data: Mapping[str, object]) -> bytes:
    """A PNG of the template's one page, which finds the data as JSON in its input `data`; takes a
    tenth of a second without holding anybody up. Raises NotDrawn."""
    try:
        import typst  # imported late: most processes never draw

        made = typst.compile(
            template.read_bytes(),
            format="png",
            ppi=PIXELS_PER_INCH,
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data)},
        )
    except BaseException as error:  # a panic in it is no Exception
        raise NotDrawn from error
    if not isinstance(made, bytes):
        raise NotDrawn
    return made
