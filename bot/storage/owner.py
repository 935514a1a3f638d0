"""Whose a file is that root makes."""

import os
from pathlib import Path


def leave_to_owner(file: Path, place: Path) -> None:
    """Give what root has made to the owner of what is at its place, else of the folder: a service
    that runs as somebody else is to work with it. Raises OSError."""
    if os.geteuid() != 0:
        return
    owner = (place if place.exists() else place.parent).stat()
    # No link is followed: who owns the folder could have put it there.
    os.chown(file, owner.st_uid, owner.st_gid, follow_symlinks=False)
