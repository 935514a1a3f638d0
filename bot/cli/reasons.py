"""Why the system refuses a file, in words of ours."""

import errno

REASONS = {
    errno.ENOENT: "why-missing",
    errno.ENOTDIR: "why-missing",
    errno.EACCES: "why-forbidden",
    errno.EPERM: "why-forbidden",
    errno.EISDIR: "why-folder",
    errno.ENOSPC: "why-full",
    errno.EDQUOT: "why-full",
    errno.EROFS: "why-read-only",
}


def why(error: OSError) -> str:
    """The key of the text that says it."""
    return REASONS.get(error.errno or 0, "why-else")
