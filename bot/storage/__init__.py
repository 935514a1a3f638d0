"""Tables and queries, one module per noun; the only place that knows SQL."""

from sqlalchemy.orm import Session

__all__ = ["Session"]
